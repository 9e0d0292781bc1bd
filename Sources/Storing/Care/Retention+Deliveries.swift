import Foundation
import GRDB

/// Deliveries that nobody waits for any more.
extension Retention {
    /// Those that were sent, and those that a mute silenced.
    ///
    /// What a message told goes before the delivery that carried it: they ended at one time, and it has the lower number.
    static func dropDeliveries(before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        let (before, most) = (limit.milliseconds.databaseValue, slice.databaseValue)
        var isMore = false
        let endpoints = try db.all("SELECT id FROM endpoint") { $0[0] as Int64 }
        for endpoint in endpoints {
            try db.run(
                """
                DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE endpoint = ? AND state = 1 AND finished < ? \
                ORDER BY finished, id LIMIT ?)
                """,
                [endpoint.databaseValue, before, most]
            )
            isMore = isMore || db.changesCount == slice
        }
        try db.run(
            """
            DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE state = 3 AND finished < ? \
            ORDER BY finished, id LIMIT ?)
            """,
            [before, most]
        )
        return isMore || db.changesCount == slice
    }

    /// Those that were given up; until then they can be sent again.
    static func dropDeadDeliveries(before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        try db.run(
            "DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE state = 2 AND finished < ? LIMIT ?)",
            [limit.milliseconds.databaseValue, slice.databaseValue]
        )
        return db.changesCount == slice
    }

    /// What waits or died at endpoints that the settings no longer name, and the endpoints themselves when nothing is left.
    ///
    /// Until the limit they may come back: a name that was mistyped, a receiver that is away for a week.
    static func dropEndpoints(but known: Set<String>, before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        let endpoints = try db.all("SELECT id, name FROM endpoint") { (id: $0[0] as Int64, name: $0[1] as String) }
        var isMore = false
        for endpoint in endpoints where !known.contains(endpoint.name) {
            let id = endpoint.id.databaseValue
            for state in [0, 2] {
                // From the newest on: what a message tells goes before the delivery that carries it, and by its time.
                try db.run(
                    """
                    DELETE FROM delivery WHERE id IN (SELECT id FROM delivery WHERE endpoint = ? AND state = \(state) \
                    AND coalesce((SELECT created FROM delivery AS carrier WHERE carrier.id = delivery.carrier), created) < ? \
                    ORDER BY id DESC LIMIT ?)
                    """,
                    [id, limit.milliseconds.databaseValue, slice.databaseValue]
                )
                isMore = isMore || db.changesCount == slice
            }
            try db.run(
                "DELETE FROM endpoint WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM delivery WHERE endpoint = ?1)", [id])
        }
        return isMore
    }
}
