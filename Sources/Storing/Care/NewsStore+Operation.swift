package import Foundation
import GRDB
package import NewsModel
import Synchronization

/// What waits at an endpoint.
package struct EndpointQueue: Hashable, Sendable {
    package let name: String
    package let pending: Int
    package let dead: Int
    /// When the oldest delivery that waits was made.
    package let oldestPending: Date?
    /// Since when the endpoint is told nothing any more.
    package let disabledSince: Date?
}

/// What an operator watches, cheap enough to ask for every few seconds: the costs grow with the feeds and with what waits,
/// never with what is stored.
package struct OperatingFigures: Sendable {
    package var feeds: [FeedState] = []
    package var queues: [EndpointQueue] = []
    package var lastChangeAt: Date?
    package var databaseBytes: Int64 = 0
    /// Of the write-ahead log.
    package var logBytes: Int64 = 0
}

extension NewsStore {
    package func operatingFigures() async throws(StoreError) -> OperatingFigures {
        let (databaseBytes, logBytes) = (state.databaseSize, state.logSize)
        return try await read { db in
            var figures = OperatingFigures()
            figures.feeds = try db.all("SELECT \(FeedRow.columns) FROM feed WHERE listed = 1 ORDER BY id") {
                FeedRow.state(from: $0)
            }
            // Each subquery runs over a partial index; ids rise with time, so the least one is the oldest.
            figures.queues = try db.all(
                """
                SELECT name, disabled_at, \
                (SELECT count(*) FROM delivery WHERE endpoint = endpoint.id AND state = 0), \
                (SELECT count(*) FROM delivery WHERE endpoint = endpoint.id AND state = 2), \
                (SELECT created FROM delivery WHERE id = \
                (SELECT min(id) FROM delivery WHERE endpoint = endpoint.id AND state = 0)) \
                FROM endpoint ORDER BY name
                """
            ) { row in
                EndpointQueue(
                    name: row[0], pending: row[2], dead: row[3],
                    oldestPending: (row[4] as Int64?).map { Date(milliseconds: $0) },
                    disabledSince: (row[1] as Int64?).map { Date(milliseconds: $0) })
            }
            figures.lastChangeAt = try db.first("SELECT at FROM change ORDER BY id DESC LIMIT 1", []) {
                Date(milliseconds: $0[0])
            }
            figures.databaseBytes = databaseBytes
            figures.logBytes = logBytes
            return figures
        }
    }

    /// Returns once the writer and a reader had a turn; writes nothing.
    ///
    /// - Throws: Also what the last write failed with, until one succeeds: an empty turn meets neither a full disk nor a
    ///   read-only one, and a small write may fit where a refresh does not.
    package func takeTurn() async throws(StoreError) {
        do {
            try await pool.writeWithoutTransaction { _ in }
        } catch {
            throw StoreError(error, path: state.databasePath)
        }
        _ = try await read { db in try db.integer("SELECT 1") }
        if let failure = writeFailure.withLock({ $0 }) { throw failure }
    }
}
