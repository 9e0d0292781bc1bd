package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    package func health(ofEndpoint name: String) async throws(StoreError) -> EndpointHealth {
        try await read { db in
            try db.first(
                "SELECT failures, failing_since, told_at FROM endpoint WHERE name = ?", [name.databaseValue]
            ) { row in
                var health = EndpointHealth()
                health.failures = row[0]
                health.failingSince = (row[1] as Int64?).map { Date(milliseconds: $0) }
                health.toldAt = (row[2] as Int64?).map { Date(milliseconds: $0) }
                return health
            } ?? EndpointHealth()
        }
    }

    /// Notes what became of a try: for the delivery and those that its message told as well, and for its endpoint.
    ///
    /// A delivery that is no longer pending, or not known, is left alone.
    ///
    /// - Parameters:
    ///   - pause: Until when the endpoint is left alone, but for what was asked for by hand; costs no delivery a try.
    ///   - health: How the endpoint is after the try; nil leaves it as it was.
    ///   - event: What people are told of the endpoint, with the deliveries that the routes want, but never to itself.
    package func record(
        _ outcome: DeliveryOutcome,
        of id: Int64,
        pause: Date? = nil,
        health: EndpointHealth? = nil,
        event: EndpointEvent? = nil,
        routes: [Route] = [],
        at now: Date
    ) async throws(StoreError) {
        try await write(changing: event != nil) { db in
            try Self.note(outcome, of: id, at: now.milliseconds, db)
            if let pause { try EndpointPause.begin(ofDelivery: id, until: pause, db) }
            if let health {
                try db.run(
                    """
                    UPDATE endpoint SET failures = ?, failing_since = ?, told_at = ? \
                    WHERE id = (SELECT endpoint FROM delivery WHERE id = ?)
                    """,
                    [
                        health.failures.databaseValue, .value(health.failingSince?.milliseconds),
                        .value(health.toldAt?.milliseconds), id.databaseValue,
                    ]
                )
            }
            guard let event else { return }
            _ = try Transaction.run(db, routes: routes) { transaction in
                try transaction.record(
                    event.kind,
                    detail: ChangeDetail(endpoint: event.snapshot),
                    at: now,
                    isFor: { $0.endpoint != event.snapshot.name }
                )
            }
        }
    }

    private static func note(_ outcome: DeliveryOutcome, of id: Int64, at now: Int64, _ db: Database) throws {
        let message = "(id = ?1 OR carrier = ?1) AND state = 0"
        let arguments = [id.databaseValue]
        switch outcome {
        case .sent:
            try db.run(
                "UPDATE delivery SET state = 1, attempts = attempts + 1, finished = ?2, last_error = NULL WHERE \(message)",
                arguments + [now.databaseValue]
            )
        case .retry(let next, let reason):
            try db.run(
                "UPDATE delivery SET attempts = attempts + 1, next_try = ?2, last_error = ?3 WHERE \(message)",
                arguments + [next.milliseconds.databaseValue, reason.databaseValue]
            )
        case .dead(let reason):
            try db.run(
                "UPDATE delivery SET state = 2, attempts = attempts + 1, finished = ?2, last_error = ?3 WHERE \(message)",
                arguments + [now.databaseValue, reason.databaseValue]
            )
        case .endpointGone(let reason):
            guard let endpoint = try db.integer("SELECT endpoint FROM delivery WHERE id = ?", arguments)
            else { return }
            try db.run("UPDATE delivery SET attempts = attempts + 1 WHERE \(message)", arguments)
            try db.run(
                "UPDATE endpoint SET disabled_at = ?, disabled_reason = ? WHERE id = ?",
                [now.databaseValue, reason.databaseValue, endpoint.databaseValue]
            )
            try db.run(
                "UPDATE delivery SET state = 2, finished = ?, last_error = ? WHERE endpoint = ? AND state = 0",
                [now.databaseValue, reason.databaseValue, endpoint.databaseValue]
            )
        }
    }
}
