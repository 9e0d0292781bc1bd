import GRDB

/// The feeds that carried a story.
enum Outlets {
    /// The first one first, without repetition, at most a hundred.
    static func names(ofStory story: Int64, _ db: Database) throws -> [String] {
        try db.all(
            """
            SELECT feed.name FROM (
                SELECT feed, min(seen) AS seen, min(article) AS article FROM (
                    SELECT feed, first_seen AS seen, id AS article FROM article WHERE story = ?1
                    UNION ALL
                    SELECT source.feed, source.seen, source.article FROM source JOIN article ON article.id = source.article
                    WHERE article.story = ?1
                ) GROUP BY feed ORDER BY seen, article LIMIT 100
            ) AS carrier JOIN feed ON feed.id = carrier.feed ORDER BY carrier.seen, carrier.article
            """,
            [story.databaseValue]
        ) { $0[0] as String }
    }
}
