package import Foundation
import GRDB
package import NewsModel

/// Which deliveries are wanted; what is empty or nil asks for nothing.
package struct DeliveryFilter: Hashable, Sendable {
    package var endpoint: String?
    /// Any of these.
    package var states: Set<Delivery.State> = []
    package var limit = 100

    package init() {}
}

extension NewsStore {
    /// What may be sent to an endpoint now, at most one delivery of each story: the next one waits for its turn.
    ///
    /// A delivery stays due until its outcome is recorded, so an endpoint must not be asked for again while deliveries to it
    /// are on their way. None is due for an endpoint that is disabled.
    package func dueDeliveries(endpoint: String, at now: Date, limit: Int) async throws(StoreError) -> [Delivery] {
        let due = try await read { db in
            try db.all(
                """
                SELECT \(ChangeReading.columns), \(DeliveryReading.columns) FROM endpoint CROSS JOIN delivery \
                JOIN change ON change.id = delivery.change \(ChangeReading.joins) \
                WHERE endpoint.name = ? AND endpoint.disabled_at IS NULL AND delivery.endpoint = endpoint.id \
                AND delivery.state = 0 AND delivery.next_try <= ? AND (delivery.story IS NULL OR NOT EXISTS ( \
                SELECT 1 FROM delivery AS earlier WHERE earlier.endpoint = delivery.endpoint AND earlier.state = 0 \
                AND earlier.story = delivery.story AND earlier.id < delivery.id)) \
                ORDER BY delivery.next_try, delivery.id LIMIT ?
                """,
                [endpoint.databaseValue, now.milliseconds.databaseValue, limit.databaseValue],
                DeliveryReading.delivery
            ).compactMap(\.self)
        }
        if !due.isEmpty { try await settle() }
        return due
    }

    /// When the next delivery to an endpoint may be tried; nil when none is waiting.
    package func nextTry(endpoint: String) async throws(StoreError) -> Date? {
        try await read { db in
            try db.integer(
                """
                SELECT delivery.next_try FROM endpoint CROSS JOIN delivery WHERE endpoint.name = ? \
                AND endpoint.disabled_at IS NULL AND delivery.endpoint = endpoint.id AND delivery.state = 0 \
                AND (delivery.story IS NULL OR NOT EXISTS (SELECT 1 FROM delivery AS earlier \
                WHERE earlier.endpoint = delivery.endpoint AND earlier.state = 0 \
                AND earlier.story = delivery.story AND earlier.id < delivery.id)) \
                ORDER BY delivery.next_try LIMIT 1
                """,
                [endpoint.databaseValue]
            ).map { Date(milliseconds: $0) }
        }
    }

    /// Notes what became of a try.
    ///
    /// A delivery that is no longer pending, or not known, is left alone.
    package func record(_ outcome: DeliveryOutcome, of id: Int64, at now: Date) async throws(StoreError) {
        try await write { db in
            let at = now.milliseconds.databaseValue
            switch outcome {
            case .sent:
                try db.run(
                    "UPDATE delivery SET state = 1, attempts = attempts + 1, finished = ?, last_error = NULL WHERE id = ? AND state = 0",
                    [at, id.databaseValue]
                )
            case .retry(let next, let reason):
                try db.run(
                    "UPDATE delivery SET attempts = attempts + 1, next_try = ?, last_error = ? WHERE id = ? AND state = 0",
                    [next.milliseconds.databaseValue, reason.databaseValue, id.databaseValue]
                )
            case .dead(let reason):
                try db.run(
                    "UPDATE delivery SET state = 2, attempts = attempts + 1, finished = ?, last_error = ? WHERE id = ? AND state = 0",
                    [at, reason.databaseValue, id.databaseValue]
                )
            case .endpointGone(let reason):
                guard let endpoint = try db.integer("SELECT endpoint FROM delivery WHERE id = ?", [id.databaseValue])
                else { return }
                try db.run("UPDATE delivery SET attempts = attempts + 1 WHERE id = ? AND state = 0", [id.databaseValue])
                try db.run(
                    "UPDATE endpoint SET disabled_at = ?, disabled_reason = ? WHERE id = ?",
                    [at, reason.databaseValue, endpoint.databaseValue]
                )
                try db.run(
                    "UPDATE delivery SET state = 2, finished = ?, last_error = ? WHERE endpoint = ? AND state = 0",
                    [at, reason.databaseValue, endpoint.databaseValue]
                )
            }
        }
    }

    /// The newest first.
    package func deliveries(_ filter: DeliveryFilter) async throws(StoreError) -> [Delivery] {
        try await read { db in
            var sql = ""
            var arguments: [DatabaseValue] = []
            if let endpoint = filter.endpoint {
                sql += " AND endpoint.name = ?"
                arguments.append(endpoint.databaseValue)
            }
            if !filter.states.isEmpty {
                sql += " AND delivery.state IN (\(filter.states.map { "\($0.code)" }.sorted().joined(separator: ", ")))"
            }
            return try db.all(
                """
                SELECT \(ChangeReading.columns), \(DeliveryReading.columns) FROM delivery \
                JOIN endpoint ON endpoint.id = delivery.endpoint JOIN change ON change.id = delivery.change \
                \(ChangeReading.joins) WHERE 1\(sql) ORDER BY delivery.id DESC LIMIT ?
                """,
                arguments + [filter.limit.databaseValue],
                DeliveryReading.delivery
            ).compactMap(\.self)
        }
    }

    /// Sends again, under the same id: one that is dead or was sent, or one that waits, now.
    ///
    /// Opens its endpoint.
    ///
    /// - Returns: Whether there is such a delivery.
    @discardableResult
    package func retry(_ id: Int64, at now: Date) async throws(StoreError) -> Bool {
        try await write { db in try Self.revive("id = ?", [id.databaseValue], at: now, db) > 0 }
    }

    /// Sends again all that is dead, of one endpoint or of all, and opens the endpoints.
    ///
    /// - Returns: How many.
    @discardableResult
    package func retryDead(endpoint: String?, at now: Date) async throws(StoreError) -> Int {
        try await write { db in
            guard let endpoint else { return try Self.revive("state = 2", [], at: now, db) }
            return try Self.revive(
                "state = 2 AND endpoint = (SELECT id FROM endpoint WHERE name = ?)",
                [endpoint.databaseValue],
                at: now,
                db
            )
        }
    }

    private static func revive(
        _ condition: String,
        _ arguments: [DatabaseValue],
        at now: Date,
        _ db: Database
    ) throws -> Int {
        try db.run(
            """
            UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL \
            WHERE id IN (SELECT endpoint FROM delivery WHERE \(condition))
            """,
            arguments
        )
        try db.run(
            "UPDATE delivery SET state = 0, attempts = 0, next_try = ?, finished = NULL WHERE \(condition)",
            [now.milliseconds.databaseValue] + arguments
        )
        return db.changesCount
    }
}

/// Reads deliveries from rows that begin with a change.
enum DeliveryReading {
    static let columns = """
        delivery.id, endpoint.name, delivery.state, delivery.attempts, delivery.next_try, delivery.last_error, \
        delivery.created
        """

    static func delivery(from row: StoredRow) throws -> Delivery? {
        guard let change = try ChangeReading.change(from: row) else { return nil }
        let first = ChangeReading.columnCount
        return Delivery(
            id: row[first],
            endpoint: row[first + 1],
            change: change,
            state: .init(code: row[first + 2]),
            attempts: row[first + 3],
            nextTry: Date(milliseconds: row[first + 4]),
            lastError: row[first + 5],
            created: Date(milliseconds: row[first + 6])
        )
    }
}
