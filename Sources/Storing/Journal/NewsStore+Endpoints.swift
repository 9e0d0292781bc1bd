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

    /// Tells an endpoint of changes again, from now on.
    package func enable(endpoint: String) async throws(StoreError) {
        try await write { db in
            try db.run(
                "UPDATE endpoint SET disabled_at = NULL, disabled_reason = NULL WHERE name = ?",
                [endpoint.databaseValue]
            )
        }
    }
}

/// The query behind `troubledEndpoints()` and the digest's list.
enum EndpointTroubles {
    static func all(_ db: Database) throws -> [TroubledEndpoint] {
        try db.all(
            """
            SELECT endpoint.name, sum(delivery.state = 0), sum(delivery.state = 2), \
            (SELECT last_error FROM delivery AS last WHERE last.endpoint = endpoint.id AND last.state IN (0, 2) \
            AND last.last_error IS NOT NULL ORDER BY last.id DESC LIMIT 1) \
            FROM delivery JOIN endpoint ON endpoint.id = delivery.endpoint \
            WHERE delivery.state = 2 OR delivery.state = 0 GROUP BY endpoint.id \
            HAVING sum(delivery.state = 2 OR delivery.attempts > 0) > 0 ORDER BY endpoint.name
            """
        ) { TroubledEndpoint(name: $0[0], pending: $0[1], dead: $0[2], lastError: $0[3]) }
    }
}
