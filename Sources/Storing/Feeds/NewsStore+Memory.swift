package import Foundation
import GRDB

extension NewsStore {
    /// Asks no feed of the host before the time: its server said Retry-After.
    ///
    /// Never shortens a wait that stands.
    package func hold(host: String, until: Date) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                INSERT INTO host_hold (host, until) VALUES (?, ?) \
                ON CONFLICT (host) DO UPDATE SET until = max(until, excluded.until)
                """,
                [host.databaseValue, until.milliseconds.databaseValue]
            )
        }
    }

    /// The hosts that are not to be asked now, with the time until when; those that are over are forgotten by `tidy`.
    package func hostHolds(at now: Date) async throws(StoreError) -> [String: Date] {
        try await read { db in
            let holds = try db.all(
                "SELECT host, until FROM host_hold WHERE until > ?", [now.milliseconds.databaseValue]
            ) {
                ($0[0] as String, Date(milliseconds: $0[1]))
            }
            return Dictionary(holds) { first, _ in first }
        }
    }

    /// A small fact under a key, for what has no table of its own, as the network incident that stands.
    package func memory(_ key: String) async throws(StoreError) -> String? {
        try await read { db in
            try db.first("SELECT value FROM memory WHERE key = ?", [key.databaseValue]) { $0[0] }
        }
    }

    /// Replaces the fact, or forgets it when the value is nil.
    package func remember(_ key: String, _ value: String?) async throws(StoreError) {
        try await write { db in try db.remember(key, value) }
    }
}

extension Database {
    func remember(_ key: String, _ value: String?) throws {
        guard let value else { return try run("DELETE FROM memory WHERE key = ?", [key.databaseValue]) }
        try run(
            "INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key.databaseValue, value.databaseValue]
        )
    }
}
