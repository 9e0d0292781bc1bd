import Foundation
import GRDB

/// Endpoints that are left alone for a while, because they said so or do not answer.
///
/// A fact beside the deliveries, not in each of their rows: it holds for those that come meanwhile, too.
enum EndpointPause {
    private static let prefix = "pause of endpoint "

    /// When a delivery is tried next, pauses included, of a row with its endpoint's.
    static let nextTry = """
        CASE WHEN delivery.state = 0 AND delivery.urgent = 0 THEN max(delivery.next_try, coalesce(\
        (SELECT CAST(value AS INTEGER) FROM memory WHERE key = '\(prefix)' || endpoint.name), 0)) \
        ELSE delivery.next_try END
        """

    /// In milliseconds; it may be over.
    static func end(_ endpoint: String, _ db: Database) throws -> Int64? {
        try db.integer(
            "SELECT CAST(value AS INTEGER) FROM memory WHERE key = ?", [(prefix + endpoint).databaseValue])
    }

    /// Never shortens one that stands.
    static func begin(ofDelivery id: Int64, until: Date, _ db: Database) throws {
        let name = try db.first(
            "SELECT name FROM endpoint WHERE id = (SELECT endpoint FROM delivery WHERE id = ?)", [id.databaseValue]
        ) { $0[0] as String }
        guard let name else { return }
        try db.remember(prefix + name, "\(max(until.milliseconds, try end(name, db) ?? 0))")
    }

    /// Ends at the given time those that a clock that ran ahead let begin in the future.
    static func shorten(longerThan farthest: Int64, to time: Int64, _ db: Database) throws {
        try db.run(
            "UPDATE memory SET value = ? WHERE substr(key, 1, ?) = ? AND CAST(value AS INTEGER) > ?",
            [
                "\(time)".databaseValue, prefix.count.databaseValue, prefix.databaseValue, farthest.databaseValue,
            ])
    }

    static func forget(_ endpoint: String, _ db: Database) throws { try db.remember(prefix + endpoint, nil) }
}
