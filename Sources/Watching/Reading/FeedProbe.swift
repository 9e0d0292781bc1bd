import FeedParsing
import Fetching
package import Foundation
package import NewsModel
import Scheduling

/// What a feed answers when it is asked once, outside of the watch.
package struct FeedProbe: Sendable {
    package let feed: Feed
    package let format: String?
    package let entries: Int?
    package let failure: FeedFailure?

    /// Asks every enabled feed, as politely as the watch does; nothing is stored.
    ///
    /// - Parameter each: Called after each answer.
    /// - Returns: In the settings' order.
    package static func probe(_ plan: Plan, at now: Date, each: @Sendable @escaping () -> Void) async -> [FeedProbe] {
        let fetch = plan.settings.fetch
        let fetcher = Fetcher(configuration: plan.fetcherConfiguration)
        let feeds = plan.feeds.filter(\.enabled)
        return await withTaskGroup(of: (Int, FeedProbe).self) { group in
            var remaining = feeds.enumerated().makeIterator()
            func startNext() {
                guard let (index, feed) = remaining.next() else { return }
                group.addTask {
                    let probe = await ask(feed, fetcher, fetch, at: now)
                    each()
                    return (index, probe)
                }
            }
            for _ in 0..<fetch.concurrency { startNext() }
            var probes: [(Int, FeedProbe)] = []
            while let probe = await group.next() {
                probes.append(probe)
                startNext()
            }
            fetcher.close()
            return probes.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func ask(_ feed: Feed, _ fetcher: Fetcher, _ fetch: FetchSettings, at now: Date) async -> FeedProbe {
        let request = FetchRequest(feed, at: feed.url, validators: nil, fetch)
        do {
            let answer = try await fetcher.fetch(request)
            let document = try FeedParser.parse(
                answer.content ?? [], contentType: answer.contentType, url: answer.finalURL, encoding: feed.encoding)
            return FeedProbe(
                feed: feed, format: document.format.rawValue, entries: document.entries.count, failure: nil)
        } catch {
            let failure =
                switch error {
                case let error as FetchError: RefreshFailure(error)
                case let error as FeedParseError: RefreshFailure(error)
                default: RefreshFailure(.other, "\(error)")
                }
            return FeedProbe(feed: feed, format: nil, entries: nil, failure: failure.feedFailure(at: now))
        }
    }
}
