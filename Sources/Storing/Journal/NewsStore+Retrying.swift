package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// Sends again, under the same id: one that is dead, muted or was sent, or one that waits, now.
    ///
    /// It goes out whatever the hour, for someone asked for it. Opens its endpoint.
    ///
    /// - Returns: Whether there is such a delivery.
    @discardableResult
    package func retry(_ id: Int64, at now: Date) async throws(StoreError) -> Bool {
        try await write { db in
            try Self.revive("id = ?", [id.databaseValue], isUrgent: true, at: now, db) > 0
        }
    }

    /// Sends again all that is dead, of one endpoint or of all, and opens the endpoints.
    ///
    /// - Returns: How many.
    @discardableResult
    package func retryDead(endpoint: String?, at now: Date) async throws(StoreError) -> Int {
        try await retry(made: Date(milliseconds: 0)..<Date.distantFuture, [.dead], endpoint: endpoint, at: now)
    }

    /// Sends again, under the same ids, what was made within a span of time, and opens the endpoints.
    ///
    /// - Parameter states: Of these alone; what waits already is left as it is.
    /// - Returns: How many.
    @discardableResult
    package func retry(
        made span: Range<Date>,
        _ states: Set<Delivery.State>,
        endpoint: String?,
        at now: Date
    ) async throws(StoreError) -> Int {
        let codes = states.subtracting([.pending]).map { "\($0.code)" }.sorted().joined(separator: ", ")
        return try await write { db in
            var condition = "state IN (\(codes)) AND created >= ? AND created < ?"
            var arguments = [span.lowerBound.milliseconds.databaseValue, span.upperBound.milliseconds.databaseValue]
            if let endpoint {
                condition += " AND endpoint = (SELECT id FROM endpoint WHERE name = ?)"
                arguments.append(endpoint.databaseValue)
            }
            return try Self.revive(condition, arguments, isUrgent: false, at: now, db)
        }
    }

    /// A message that tells several is sent again whole, whichever of them is asked for.
    ///
    /// One that was tried or had ended keeps a time in `finished` while it waits, so that it is not gathered: its receiver
    /// may know it by its id.
    private static func revive(
        _ condition: String,
        _ arguments: [DatabaseValue],
        isUrgent: Bool,
        at now: Date,
        _ db: Database
    ) throws -> Int {
        let messages = Set(
            try db.all("SELECT coalesce(carrier, id) FROM delivery WHERE \(condition)", arguments) { $0[0] as Int64 })
        var count = 0
        for message in messages.sorted() {
            let id = message.databaseValue
            try db.run(
                """
                UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL \
                WHERE id = (SELECT endpoint FROM delivery WHERE id = ?)
                """,
                [id]
            )
            try db.run(
                """
                UPDATE delivery SET state = 0, attempts = 0, next_try = ?2, mute = NULL, urgent = ?3, \
                finished = CASE WHEN attempts > 0 THEN coalesce(finished, ?2) ELSE finished END \
                WHERE id = ?1 OR carrier = ?1
                """,
                [id, now.milliseconds.databaseValue, isUrgent.databaseValue]
            )
            count += db.changesCount
        }
        return count
    }
}
