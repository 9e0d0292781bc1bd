package import Foundation
import GRDB
import NewsModel

/// What is to be dropped: everything from before these times.
///
/// Nil keeps.
package struct RetentionLimits: Hashable, Sendable {
    /// Summaries, bodies and older versions; titles stay and are still found.
    package var bodies: Date?
    /// Articles with all that hangs on them, their changes, and deliveries that died.
    ///
    /// That they were seen is remembered for ever.
    package var articles: Date?
    /// Deliveries that were sent or muted, or whose endpoint is no longer known.
    package var sentDeliveries: Date?
    /// The endpoints of the settings; nil when nobody says which they are.
    package var endpoints: Set<String>?

    package init(
        bodies: Date? = nil, articles: Date? = nil, sentDeliveries: Date? = nil, endpoints: Set<String>? = nil
    ) {
        self.bodies = bodies
        self.articles = articles
        self.sentDeliveries = sentDeliveries
        self.endpoints = endpoints
    }
}

extension NewsStore {
    /// Drops one slice of what is too old: a short transaction, so that no refresh waits for long.
    ///
    /// - Returns: Whether there is more to drop; call again, after `catchUp(entirely: true)`.
    package func retain(_ limits: RetentionLimits, at now: Date, slice: Int = 20) async throws(StoreError) -> Bool {
        try await write { db in
            var isMore = false
            if let limit = limits.articles {
                isMore = try Retention.dropDeadDeliveries(before: limit, slice: slice * 10, db)
                isMore = try Retention.dropArticles(before: limit, slice: slice, db) || isMore
            }
            if let limit = limits.bodies {
                isMore = try Retention.dropBodies(before: limit, slice: slice, db) || isMore
            }
            if let limit = limits.sentDeliveries {
                isMore = try Retention.dropDeliveries(before: limit, slice: slice * 10, db) || isMore
                if let known = limits.endpoints {
                    isMore = try Retention.dropEndpoints(but: known, before: limit, slice: slice * 10, db) || isMore
                }
            }
            isMore = try Retention.dropBands(at: now, slice: slice, db) || isMore
            try db.run("DELETE FROM host_hold WHERE until <= ?", [now.milliseconds.databaseValue])
            return try isMore || SearchIndex.dropVolume(db)
        }
    }
}

/// The steps of retention, each of a bounded number of rows.
enum Retention {
    private static let bodiesReached = "retention.bodies"

    /// Drops articles with their texts.
    ///
    /// Their entries and addresses stay: that is the memory of what was seen.
    static func dropArticles(before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        let articles = try db.all(
            "SELECT id, story FROM article WHERE first_seen < ? ORDER BY first_seen LIMIT ?",
            [limit.milliseconds.databaseValue, slice.databaseValue]
        ) { (id: $0[0] as Int64, story: $0[1] as Int64) }
        for article in articles {
            let id = article.id.databaseValue
            let key = StoredText.key(article.id, 0)
            try db.run(
                "DELETE FROM text WHERE id > ? AND id < ?",
                [key.databaseValue, (key + StoredText.versionsPerArticle).databaseValue]
            )
            for sql in [
                "DELETE FROM verdict WHERE article = ?", "DELETE FROM article_tag WHERE article = ?",
                "DELETE FROM source WHERE article = ?", "DELETE FROM article WHERE id = ?",
            ] {
                try db.run(sql, [id])
            }
            try db.run(
                "UPDATE story SET articles = articles - 1 WHERE id = ?",
                [article.story.databaseValue]
            )
            try db.run(
                "DELETE FROM story WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article WHERE story = story.id)",
                [article.story.databaseValue]
            )
        }
        let isMore = try dropChanges(before: limit, slice: slice * 2, db)
        return articles.count == slice || isMore
    }

    /// Drops the journal along with the articles, but never ahead of a reader or a delivery.
    ///
    /// Its old part alone is read, so that a slice costs the same however long the journal is.
    private static func dropChanges(before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        try db.run(
            """
            DELETE FROM change WHERE id IN (SELECT id FROM change WHERE id < ? AND at < ? \
            AND id <= coalesce((SELECT min(change) FROM reader), 0) AND NOT EXISTS (\
            SELECT 1 FROM endpoint CROSS JOIN delivery ON delivery.endpoint = endpoint.id AND delivery.change = change.id) \
            ORDER BY id LIMIT ?)
            """,
            [
                try firstChange(from: limit, db).databaseValue, limit.milliseconds.databaseValue, slice.databaseValue,
            ]
        )
        return db.changesCount == slice
    }

    /// The number of the first change from a time on, or the one after the last; times rise with numbers unless a clock
    /// was set back.
    private static func firstChange(from limit: Date, _ db: Database) throws -> Int64 {
        var low = try db.integer("SELECT min(id) FROM change") ?? 0
        var high = (try db.integer("SELECT max(id) FROM change") ?? 0) + 1
        while low < high {
            let middle = low + (high - low) / 2
            let time = try db.integer(
                "SELECT at FROM change WHERE id >= ? ORDER BY id LIMIT 1", [middle.databaseValue])
            if let time, time < limit.milliseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Drops summaries, bodies and older versions, and leaves the title.
    static func dropBodies(before limit: Date, slice: Int, _ db: Database) throws -> Bool {
        let reached = try reached(db)
        let articles = try db.all(
            """
            SELECT id, trusted, dropped, first_seen FROM article \
            WHERE (first_seen, id) > (?, ?) AND first_seen < ? ORDER BY first_seen, id LIMIT ?
            """,
            [
                reached.firstSeen.databaseValue, reached.id.databaseValue, limit.milliseconds.databaseValue,
                slice.databaseValue,
            ]
        ) { row in
            (id: row[0] as Int64, trusted: row[1] as Int64, isDropped: row[2] as Bool, firstSeen: row[3] as Int64)
        }
        let kept = articles.filter { !$0.isDropped }
        var index = try SearchIndex(db)
        // In the order of their numbers: the index writes what it gathered as soon as one is lower than the last one, or a
        // statement may change more than one row.
        for article in kept.sorted(by: { $0.id < $1.id }) {
            let key = StoredText.key(article.id, article.trusted).databaseValue
            let title = try db.first("SELECT title FROM text WHERE id = ?", [key]) { $0[0] as String }
            if let title { try index.keep(title: title, of: article.id, db) }
        }
        try index.merge(db)
        for article in kept {
            let key = StoredText.key(article.id, 0)
            try db.run(
                "UPDATE text SET summary = '', body = '' WHERE id > ? AND id < ?",
                [key.databaseValue, (key + StoredText.versionsPerArticle).databaseValue]
            )
            try db.run("UPDATE article SET dropped = 1 WHERE id = ?", [article.id.databaseValue])
        }
        if let last = articles.last { try db.remember(bodiesReached, "\(last.firstSeen) \(last.id)") }
        return articles.count == slice
    }

    /// A backfill may bring articles from before the time that the dropping of bodies has reached.
    static func goBack(to firstSeen: Int64, _ db: Database) throws {
        guard try reached(db).firstSeen >= firstSeen else { return }
        try db.remember(bodiesReached, "\(firstSeen) 0")
    }

    private static func reached(_ db: Database) throws -> (firstSeen: Int64, id: Int64) {
        let text = try db.first("SELECT value FROM memory WHERE key = ?", [bodiesReached.databaseValue]) {
            $0[0] as String
        }
        let numbers = (text ?? "").split(separator: " ").compactMap { Int64($0) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (.min, 0)
    }

    /// Drops the sketches that no article can be a copy of any more.
    static func dropBands(at now: Date, slice: Int, _ db: Database) throws -> Bool {
        let oldest = CopySearch.slot(of: now.milliseconds) - 2
        guard let run = try BandRun.first(before: oldest, db) else { return false }
        try run.drop(atMost: slice, db)
        return true
    }
}
