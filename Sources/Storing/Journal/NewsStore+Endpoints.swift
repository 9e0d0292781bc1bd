package import Foundation
import GRDB
package import NewsModel

/// An endpoint that answered 410 and is told nothing any more.
package struct DisabledEndpoint: Hashable, Sendable {
    package var name: String
    package var since: Date
    package var reason: String
}

extension NewsStore {
    package func disabledEndpoints() async throws(StoreError) -> [DisabledEndpoint] {
        try await read { db in
            try db.all(
                "SELECT name, disabled_at, disabled_reason FROM endpoint WHERE disabled_at IS NOT NULL ORDER BY name"
            ) { DisabledEndpoint(name: $0[0], since: Date(milliseconds: $0[1]), reason: $0[2] ?? "") }
        }
    }

    /// Endpoints with deliveries that died or failed at least once and still wait.
    package func troubledEndpoints() async throws(StoreError) -> [TroubledEndpoint] {
        try await read { db in try EndpointTroubles.all(db) }
    }

    /// Notes where the messages of each endpoint go now, and opens those that go elsewhere than before.
    ///
    /// A 410 or a wish to be left alone was the old place's. What died there stays dead until someone sends it again.
    ///
    /// - Parameter places: By the endpoints' names; any texts that differ when the places do.
    package func register(endpoints places: [String: String]) async throws(StoreError) {
        try await write { db in
            for (name, place) in places {
                let key = "place of endpoint \(name)"
                let known = try db.first("SELECT value FROM memory WHERE key = ?", [key.databaseValue]) {
                    $0[0] as String
                }
                guard known != place else { continue }
                try db.run(
                    "UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL WHERE name = ?",
                    [name.databaseValue]
                )
                try EndpointPause.forget(name, db)
                try db.remember(key, place)
            }
        }
    }
}

/// The query behind `troubledEndpoints()` and the digest's list.
enum EndpointTroubles {
    static func all(_ db: Database) throws -> [TroubledEndpoint] {
        try db.all(
            """
            SELECT endpoint.name, coalesce(sum(delivery.state = 0), 0), coalesce(sum(delivery.state = 2), 0), \
            coalesce(endpoint.disabled_reason, (SELECT last_error FROM delivery AS last \
            WHERE last.endpoint = endpoint.id AND last.state IN (0, 2) AND last.last_error IS NOT NULL \
            ORDER BY last.id DESC LIMIT 1)), endpoint.failing_since, endpoint.disabled_at IS NOT NULL \
            FROM endpoint LEFT JOIN delivery ON endpoint.id = delivery.endpoint AND delivery.state IN (0, 2) \
            GROUP BY endpoint.id HAVING endpoint.disabled_at IS NOT NULL \
            OR sum(delivery.state = 2 OR delivery.attempts > 0) > 0 ORDER BY endpoint.name
            """
        ) { row in
            TroubledEndpoint(
                name: row[0], pending: row[1], dead: row[2], lastError: row[3],
                failingSince: (row[4] as Int64?).map { Date(milliseconds: $0) }, isDisabled: row[5])
        }
    }
}
