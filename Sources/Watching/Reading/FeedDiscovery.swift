import FeedParsing
package import Fetching
import Foundation
package import NewsModel

/// A feed that was found, and read once to be sure.
package struct DiscoveredFeed: Hashable, Sendable {
    package let url: String
    package let title: String?
    package let format: FeedFormat
    package let entries: Int
    package let language: String?
}

/// Finds the feeds of a page: the page itself, what it announces, the usual places, and news sitemaps.
package struct FeedDiscovery: Sendable {
    /// So many addresses are tried at the most.
    private static let limit = 20

    private let fetcher: Fetcher
    private let fetch: FetchSettings

    package init(plan: Plan) {
        fetcher = Fetcher(configuration: plan.fetcherConfiguration)
        fetch = plan.settings.fetch
    }

    /// The feeds of an address, the likeliest first; empty when it has none.
    ///
    /// The usual places are tried only when the page announces nothing.
    ///
    /// - Throws: `FetchError` when the address itself does not answer.
    package func feeds(of address: String) async throws(FetchError) -> [DiscoveredFeed] {
        defer { fetcher.close() }
        let answer = try await get(address)
        if let feed = feed(in: answer) { return [feed] }
        let announced = FeedLinks.links(inPage: answer.content ?? [], url: answer.finalURL)
        let found = await read(announced)
        if !found.isEmpty { return found }
        guard let root = Self.root(of: answer.finalURL) else { return [] }
        var places = FeedLinks.commonPaths.map { root + $0 }
        if let robots = try? await get(root + "/robots.txt"), let bytes = robots.content {
            places += FeedLinks.newsSitemaps(inRobots: String(decoding: bytes, as: UTF8.self))
        }
        return await read(places)
    }

    /// One after the other: they are all of one host.
    private func read(_ addresses: [String]) async -> [DiscoveredFeed] {
        var found: [DiscoveredFeed] = []
        for address in addresses.prefix(Self.limit) {
            guard let answer = try? await get(address), let feed = feed(in: answer) else { continue }
            if !found.contains(where: { $0.url == feed.url }) { found.append(feed) }
        }
        return found
    }

    private func get(_ address: String) async throws(FetchError) -> FetchAnswer {
        try await fetcher.fetch(FetchRequest(page: address, fetch))
    }

    private func feed(in answer: FetchAnswer) -> DiscoveredFeed? {
        guard let bytes = answer.content,
            let feed = try? FeedParser.parse(bytes, contentType: answer.contentType, url: answer.finalURL)
        else { return nil }
        return DiscoveredFeed(
            url: answer.permanentURL ?? answer.finalURL, title: feed.title, format: feed.format,
            entries: feed.entries.count, language: feed.language)
    }

    /// Scheme and host of an address.
    private static func root(of url: String) -> String? {
        guard let scheme = url.range(of: "://") else { return nil }
        let rest = url[scheme.upperBound...]
        return String(url[..<(rest.firstIndex { "/?#".contains($0) } ?? url.endIndex)])
    }
}
