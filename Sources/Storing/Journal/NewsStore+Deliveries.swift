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
    /// What was asked for by hand comes first. A delivery stays due until its outcome is recorded, so an endpoint must not be
    /// asked for again while deliveries to it are on their way. None is due for an endpoint that is disabled; for one that is
    /// left alone for a while, only what was asked for by hand.
    package func dueDeliveries(endpoint: String, at now: Date, limit: Int) async throws(StoreError) -> [Delivery] {
        let due = try await read { db in
            let isPaused = try EndpointPause.end(endpoint, db).map { $0 > now.milliseconds } ?? false
            return try db.all(
                """
                SELECT \(ChangeReading.columns), \(DeliveryReading.columns) FROM endpoint CROSS JOIN delivery \
                JOIN change ON change.id = delivery.change \(ChangeReading.joins) \
                WHERE endpoint.name = ? AND \(DeliveryReading.isNext) AND delivery.next_try <= ? \
                \(isPaused ? "AND delivery.urgent = 1" : "") ORDER BY delivery.urgent DESC, delivery.next_try, delivery.id LIMIT ?
                """,
                [endpoint.databaseValue, now.milliseconds.databaseValue, limit.databaseValue],
                DeliveryReading.delivery
            ).compactMap(\.self).map { try DeliveryReading.gathering($0, db) }
        }
        if !due.isEmpty { try await settle() }
        return due
    }

    /// When the next delivery to an endpoint may be tried; nil when none is waiting.
    package func nextTry(endpoint: String) async throws(StoreError) -> Date? {
        try await read { db in
            func first(_ condition: String = "") throws -> Int64? {
                try db.integer(
                    """
                    SELECT delivery.next_try FROM endpoint CROSS JOIN delivery WHERE endpoint.name = ? \
                    AND \(DeliveryReading.isNext) \(condition) ORDER BY delivery.next_try LIMIT 1
                    """,
                    [endpoint.databaseValue])
            }
            guard var next = try first() else { return nil }
            if let end = try EndpointPause.end(endpoint, db), end > next {
                next = try min(end, first("AND delivery.urgent = 1") ?? end)
            }
            return Date(milliseconds: next)
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
}

/// Reads deliveries from rows that begin with a change.
enum DeliveryReading {
    static let columns = """
        delivery.id, endpoint.name, delivery.state, delivery.attempts, \(EndpointPause.nextTry), delivery.last_error, \
        delivery.created, delivery.held, delivery.urgent, delivery.carrier, delivery.story
        """

    /// Waits for an endpoint that is open, behind no earlier one of its story, and has a message of its own.
    static let isNext = """
        endpoint.disabled_at IS NULL AND delivery.endpoint = endpoint.id AND delivery.state = 0 \
        AND delivery.carrier IS NULL AND (delivery.story IS NULL OR NOT EXISTS ( \
        SELECT 1 FROM delivery AS earlier WHERE earlier.endpoint = delivery.endpoint AND earlier.state = 0 \
        AND earlier.story = delivery.story AND earlier.id < delivery.id))
        """

    static func delivery(from row: StoredRow) throws -> Delivery? {
        guard let change = try ChangeReading.change(from: row) else { return nil }
        let first = ChangeReading.columnCount
        var delivery = Delivery(
            id: row[first],
            endpoint: row[first + 1],
            change: change,
            state: .init(code: row[first + 2]),
            attempts: row[first + 3],
            nextTry: Date(milliseconds: row[first + 4]),
            lastError: row[first + 5],
            created: Date(milliseconds: row[first + 6])
        )
        delivery.held = (row[first + 7] as Int64?).map(Hold.init(code:))
        delivery.isUrgent = row[first + 8]
        delivery.carrier = row[first + 9]
        delivery.story = (row[first + 10] as Int64?).map(StoryID.init(rawValue:))
        return delivery
    }

    /// The delivery with the changes that its message tells beside its own.
    static func gathering(_ delivery: Delivery, _ db: Database) throws -> Delivery {
        var delivery = delivery
        delivery.gathered = try db.all(
            """
            SELECT \(ChangeReading.columns) FROM delivery JOIN change ON change.id = delivery.change \
            \(ChangeReading.joins) WHERE delivery.carrier = ? ORDER BY delivery.id
            """,
            [delivery.id.databaseValue],
            ChangeReading.change
        ).compactMap(\.self)
        return delivery
    }
}
