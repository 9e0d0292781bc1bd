import Foundation
import JSONText
import NewsModel
import Storing
import Watching

/// The watch on one screen.
enum StatusOutput {
    private static let troubles = ["failing", "gone", "silent", "flood"]

    private static func counts(_ status: WatchStatus) -> [String: Int] {
        Dictionary(grouping: status.feeds, by: FeedOutput.condition).mapValues(\.count)
    }

    static func write(_ status: WatchStatus, to writer: inout JSONWriter) {
        writer.member("running", status.isRunning)
        writer.member(
            "feeds",
            object: { writer in
                writer.member("listed", status.feeds.count)
                writer.member("enabled", status.feeds.filter(\.feed.enabled).count)
                let counts = counts(status)
                for condition in ["well", "new", "retrying"] + troubles {
                    writer.member(condition, counts[condition] ?? 0)
                }
            })
        let figures = status.figures
        writer.member(
            "articles",
            object: { writer in
                writer.member("stored", figures?.articles ?? 0)
                for relevance in Relevance.allCases.reversed() {
                    writer.member(relevance.rawValue, figures?.relevance[relevance] ?? 0)
                }
            })
        writer.member("stories", figures?.stories ?? 0)
        writer.member(
            "deliveries",
            object: { writer in
                writer.member("pending", figures?.pendingDeliveries ?? 0)
                writer.member("dead", figures?.deadDeliveries ?? 0)
                writer.member("oldest_pending", figures?.oldestPending.map(timestamp))
            })
        writer.member("last_change", (figures?.lastChange).map { Int($0.rawValue) })
        writer.member("last_change_at", figures?.lastChangeAt.map(timestamp))
        writer.member("digest_written", status.digestWritten.map(timestamp))
        writer.member("database_bytes", figures.map { Int($0.databaseBytes) })
    }

    static func lines(_ status: WatchStatus) -> [String] {
        let counts = counts(status)
        var lines = [status.isRunning ? "running" : "not running"]
        let conditions = (["well", "new", "retrying"] + troubles).compactMap { name in
            counts[name].map { "\($0) \(name)" }
        }
        lines.append("feeds       \(status.feeds.count) listed: \(conditions.joined(separator: ", "))")
        guard let figures = status.figures else {
            return lines + ["store       nothing stored yet; run `newswatch once` or `newswatch run`"]
        }
        let onTopic = figures.relevance[.onTopic] ?? 0
        let related = figures.relevance[.related] ?? 0
        lines += [
            "articles    \(figures.articles): \(onTopic) on topic, \(related) related, in \(figures.stories) stories",
            "deliveries  \(figures.pendingDeliveries) waiting, \(figures.deadDeliveries) dead",
            "last change \(figures.lastChangeAt.map(Listing.minute) ?? "never")",
            "last digest \(status.digestWritten.map(Listing.minute) ?? "never")",
            "database    \(figures.databaseBytes / 1024) KiB",
        ]
        let wrong = status.feeds.filter { troubles.contains(FeedOutput.condition($0)) }
        if !wrong.isEmpty { lines += ["", "wrong"] }
        lines += wrong.map { "  \(FeedOutput.row($0)[1])  \($0.feed.name): \(FeedOutput.row($0).last ?? "")" }
        lines += status.endpoints.map {
            "  webhook \($0.name): \($0.pending) waiting, \($0.dead) dead; \($0.lastError ?? "")"
        }
        return lines
    }
}
