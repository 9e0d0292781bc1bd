package import Foundation
import GRDB
package import NewsModel
import Synchronization

/// A place in the order in which feeds fall due.
package struct DuePosition: Hashable, Sendable {
    package let due: Date
    package let id: FeedID

    package init(of feed: FeedState) {
        due = feed.due
        id = feed.id
    }
}

extension NewsStore {
    /// What is asked at all: no feed that is disabled, gone or no longer named; as the index has it.
    private static let order = "FROM feed INDEXED BY feed_due WHERE listed = 1 AND enabled = 1 AND gone_since IS NULL"

    /// The feeds to ask now, the longest waiting first.
    ///
    /// - Parameter position: Only what comes after it, so that a long line is read piece by piece.
    package func due(
        at now: Date, after position: DuePosition? = nil, limit: Int
    ) async throws(StoreError) -> [FeedState] {
        let isSetBack = latest.withLock { latest in
            defer { latest = now }
            return now < latest
        }
        if isSetBack { try await write { db in try ClockStep.mend(at: now, db) } }
        return try await read { db in
            try db.all(
                "SELECT \(FeedRow.columns) \(Self.order) AND due <= ? AND (due, id) > (?, ?) ORDER BY due, id LIMIT ?",
                [now.milliseconds.databaseValue] + Self.arguments(position) + [limit.databaseValue]
            ) { FeedRow.state(from: $0) }
        }
    }

    /// When the next feed is due, of those after the position; nil when there is none to ask.
    package func nextDue(after position: DuePosition? = nil) async throws(StoreError) -> Date? {
        try await read { db in
            try db.integer(
                "SELECT due \(Self.order) AND (due, id) > (?, ?) ORDER BY due, id LIMIT 1", Self.arguments(position)
            ).map { Date(milliseconds: $0) }
        }
    }

    private static func arguments(_ position: DuePosition?) -> [DatabaseValue] {
        [
            (position?.due.milliseconds ?? .min).databaseValue, (position?.id.rawValue ?? .min).databaseValue,
        ]
    }
}
