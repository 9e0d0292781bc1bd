package import Foundation
import GRDB
package import NewsModel

/// The store in a few numbers, for `status` and for metrics.
package struct StoreFigures: Hashable, Sendable {
    package var articles = 0
    /// Articles that are at least related.
    package var relevance: [Relevance: Int] = [:]
    /// Stories that are at least related.
    package var stories = 0
    package var feeds = 0
    package var enabledFeeds = 0
    package var failingFeeds = 0
    package var goneFeeds = 0
    package var overdueFeeds = 0
    package var pendingDeliveries = 0
    package var deadDeliveries = 0
    /// When the oldest delivery that waits was made.
    package var oldestPending: Date?
    package var lastChange: ChangeID?
    package var lastChangeAt: Date?
    package var databaseBytes: Int64 = 0
    package var logBytes: Int64 = 0
}

extension NewsStore {
    /// How many deliveries wait, whatever else is stored.
    package func pendingDeliveries() async throws(StoreError) -> Int {
        try await read { db in Int(try db.integer("SELECT count(*) FROM delivery WHERE state = 0") ?? 0) }
    }

    package func figures(at now: Date) async throws(StoreError) -> StoreFigures {
        let (databaseBytes, logBytes) = (state.databaseSize, state.logSize)
        return try await read { db in
            var figures = StoreFigures()
            func count(_ sql: String, _ arguments: [DatabaseValue] = []) throws -> Int {
                Int(try db.integer(sql, arguments) ?? 0)
            }
            figures.articles = try count("SELECT count(*) FROM article")
            for relevance in [Relevance.related, .onTopic] {
                figures.relevance[relevance] = try count(
                    "SELECT count(*) FROM article WHERE relevance > 0 AND relevance = ?",
                    [relevance.code.databaseValue]
                )
            }
            figures.relevance[.offTopic] = figures.articles - figures.relevance.values.reduce(0, +)
            figures.stories = try count("SELECT count(*) FROM story WHERE relevance > 0")
            figures.feeds = try count("SELECT count(*) FROM feed WHERE listed = 1")
            figures.enabledFeeds = try count("SELECT count(*) FROM feed WHERE listed = 1 AND enabled = 1")
            figures.failingFeeds = try count(
                "SELECT count(*) FROM feed WHERE listed = 1 AND enabled = 1 AND failing_since IS NOT NULL"
            )
            figures.goneFeeds = try count("SELECT count(*) FROM feed WHERE listed = 1 AND gone_since IS NOT NULL")
            figures.overdueFeeds = try count(
                "SELECT count(*) FROM feed WHERE listed = 1 AND enabled = 1 AND gone_since IS NULL AND due <= ?",
                [now.milliseconds.databaseValue]
            )
            figures.pendingDeliveries = try count("SELECT count(*) FROM delivery WHERE state = 0")
            figures.deadDeliveries = try count("SELECT count(*) FROM delivery WHERE state = 2")
            figures.oldestPending = try db.first("SELECT min(created) FROM delivery WHERE state = 0", []) {
                ($0[0] as Int64?).map { Date(milliseconds: $0) }
            }.flatMap(\.self)
            _ = try db.first("SELECT id, at FROM change ORDER BY id DESC LIMIT 1", []) { row in
                figures.lastChange = ChangeID(rawValue: row[0])
                figures.lastChangeAt = Date(milliseconds: row[1])
            }
            figures.databaseBytes = databaseBytes
            figures.logBytes = logBytes
            return figures
        }
    }
}
