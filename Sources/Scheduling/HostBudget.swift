package import Foundation
package import NewsModel

/// Which of the feeds that are due may be asked now.
///
/// Feeds of one host wait in a line of their own: at most `connections` of them are asked at once, their questions lie `gap`
/// apart, and a host that said Retry-After is left alone until then, however long the line has grown meanwhile. The cost of
/// a call grows with what it hands out, not with what waits.
package struct HostBudget: Sendable {
    private struct Line {
        var feeds: [FeedID] = []
        var first = 0
        var running = 0
        var readyAt = Date.distantPast
        /// Whether the line stands in `turns`.
        var isScheduled = false

        var isEmpty: Bool { first == feeds.count }

        mutating func popFirst() -> FeedID {
            let feed = feeds[first]
            first += 1
            // Moving the rest down once half of it is gone keeps a line that never ends from growing for ever.
            if first * 2 >= feeds.count {
                feeds.removeFirst(first)
                first = 0
            }
            return feed
        }
    }

    private let connections: Int
    private let gap: TimeInterval
    private var lines: [String: Line] = [:]
    private var turns = EarliestFirst<String>()
    /// Feeds without a host, which nobody needs to be spared.
    private var unlimited = Line()
    private var hosts: [FeedID: String?] = [:]

    package init(connections: Int, gap: Duration) {
        self.connections = max(1, connections)
        self.gap = max(0, gap.inSeconds)
    }

    /// Puts a feed that is due into its host's line.
    ///
    /// - Parameter host: See `HostName`.
    /// - Returns: `false` when the feed already waits or is being asked.
    @discardableResult
    package mutating func enqueue(_ feed: FeedID, host: String?) -> Bool {
        guard hosts[feed] == nil else { return false }
        hosts[feed] = .some(host)
        guard let host else {
            unlimited.feeds.append(feed)
            return true
        }
        lines[host, default: Line()].feeds.append(feed)
        schedule(host)
        return true
    }

    /// The feeds to ask now, those first whose turn came first; each counts as being asked until `finished(_:at:)`.
    package mutating func next(_ limit: Int, at now: Date) -> [FeedID] {
        var feeds: [FeedID] = []
        while feeds.count < limit, !unlimited.isEmpty { feeds.append(unlimited.popFirst()) }
        while feeds.count < limit, let host = turns.popFirst(notAfter: now) {
            lines[host]?.isScheduled = false
            guard var line = lines[host], !line.isEmpty, line.running < connections else { continue }
            if line.readyAt <= now {
                feeds.append(line.popFirst())
                line.running += 1
                line.readyAt = now.addingTimeInterval(gap)
                lines[host] = line
            }
            schedule(host)
        }
        return feeds
    }

    /// The feed was asked, with whatever outcome, or was given up.
    package mutating func finished(_ feed: FeedID, at now: Date) {
        guard let known = hosts.removeValue(forKey: feed), let host = known, var line = lines[host] else { return }
        line.running = max(0, line.running - 1)
        line.readyAt = max(line.readyAt, now.addingTimeInterval(gap))
        lines[host] = line
        schedule(host)
    }

    /// Leaves a host alone until then; a shorter wish does not undo a longer one.
    package mutating func holdBack(_ host: String, until date: Date) {
        let readyAt = lines[host]?.readyAt ?? .distantPast
        lines[host, default: Line()].readyAt = max(readyAt, date)
    }

    /// When `next(_:at:)` has something to hand out if nothing is finished before; `nil` when nothing waits for a time.
    package var lookAgain: Date? { unlimited.isEmpty ? turns.earliest : .distantPast }

    /// How many feeds wait or are being asked.
    package var count: Int { hosts.count }

    private mutating func schedule(_ host: String) {
        guard let line = lines[host], !line.isScheduled, !line.isEmpty, line.running < connections else { return }
        lines[host]?.isScheduled = true
        turns.insert(host, at: line.readyAt)
    }
}
