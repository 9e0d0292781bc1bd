package import Foundation
package import NewsModel

/// Which of the feeds that are due may be asked now.
///
/// Feeds of one host wait in a line of their own: at most `connections` of them are asked at once, their questions lie `gap`
/// apart, and a host that said Retry-After is left alone until then, however long the line has grown meanwhile. A host that
/// refuses as too often asked gets a longer gap. The cost of a call grows with what it hands out, not with what waits.
package struct HostBudget: Sendable {
    private struct Line {
        var feeds: [FeedID] = []
        var first = 0
        var running = 0
        var readyAt = Date.distantPast
        /// In seconds; grows when the host refuses, shrinks back as it answers.
        var gap: TimeInterval
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
    private var unlimited = Line(gap: 0)
    private var hosts: [FeedID: String?] = [:]

    /// In seconds, after the first refusal and at most.
    private static let refusedGap = (first: 5.0, longest: 600.0)

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
        lines[host, default: Line(gap: gap)].feeds.append(feed)
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
                line.readyAt = now.addingTimeInterval(line.gap)
                lines[host] = line
            }
            schedule(host)
        }
        return feeds
    }

    /// The feed was asked, with whatever outcome, or was given up.
    ///
    /// - Parameter isRefusal: The server answered that it is asked too much (429, 503). Each such answer doubles its host's
    ///   gap, ten minutes at most; each other one takes a tenth of the growth back.
    package mutating func finished(_ feed: FeedID, isRefusal: Bool = false, at now: Date) {
        guard let known = hosts.removeValue(forKey: feed), let host = known, var line = lines[host] else { return }
        line.running = max(0, line.running - 1)
        line.gap =
            isRefusal
            ? min(max(line.gap * 2, Self.refusedGap.first), max(gap, Self.refusedGap.longest))
            : gap + (line.gap - gap) * 0.9
        line.readyAt = max(line.readyAt, now.addingTimeInterval(line.gap))
        lines[host] = line
        schedule(host)
    }

    /// Leaves a host alone until then; a shorter wish does not undo a longer one.
    package mutating func holdBack(_ host: String, until date: Date) {
        let readyAt = lines[host]?.readyAt ?? .distantPast
        lines[host, default: Line(gap: gap)].readyAt = max(readyAt, date)
    }

    /// Waits for no time that was reckoned by a clock that ran ahead; pauses that servers asked for are to be told again.
    package mutating func clockWasSetBack(to now: Date) {
        turns = EarliestFirst()
        for host in Array(lines.keys) {
            guard var line = lines[host] else { continue }
            line.readyAt = min(line.readyAt, now.addingTimeInterval(line.gap))
            line.isScheduled = false
            lines[host] = line
            schedule(host)
        }
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
