import Foundation
import GRDB
import NewsModel

/// Reads articles from their rows.
enum ArticleReading {
    /// The columns that `article(from:)` reads.
    static func columns(withText: Bool) -> String {
        """
        article.id, article.story, feed.name, article.url, article.published, article.first_seen, article.revision, \
        article.relevance, article.score, topic.name, topic.threshold, article.language, verdict.reasons, text.title, \
        (SELECT group_concat(name, char(10)) FROM (SELECT other.name AS name FROM source \
        JOIN feed AS other ON other.id = source.feed WHERE source.article = article.id ORDER BY source.seen)), \
        \(withText ? "text.summary, text.body" : "'', ''")
        """
    }

    /// What `columns` come from; LEFT JOIN keeps the order in which articles are looked up.
    static let joins = """
        LEFT JOIN feed ON feed.id = article.feed LEFT JOIN topic ON topic.id = article.topic \
        LEFT JOIN verdict ON verdict.article = article.id \
        LEFT JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + article.revision
        """

    private static let wholeByID = "SELECT \(columns(withText: true)) FROM article \(joins) WHERE article.id = ?"
    private static let shortByID = "SELECT \(columns(withText: false)) FROM article \(joins) WHERE article.id = ?"

    static func article(from row: StoredRow) -> Article {
        let reasons = StoredVerdict(json: row[12])
        let feed: String = row[2] ?? ""
        let others = TagList.tags(row[14]).filter { $0 != feed }
        return Article(
            id: ArticleID(rawValue: row[0]),
            story: StoryID(rawValue: row[1]),
            feed: feed,
            feeds: [feed] + others,
            url: row[3],
            text: ArticleText(title: row[13] ?? "", summary: row[15] ?? "", body: row[16] ?? "", language: row[11]),
            published: (row[4] as Int64?).map { Date(milliseconds: $0) },
            firstSeen: Date(milliseconds: row[5]),
            revision: row[6],
            verdict: Verdict(
                relevance: Relevance(code: row[7]),
                score: row[8],
                threshold: row[10] ?? 0,
                tags: reasons.tags ?? [],
                evidence: reasons.evidence ?? [],
                contributions: reasons.contributions ?? [],
                topic: row[9] ?? ""
            )
        )
    }

    static func article(_ id: Int64, withText: Bool = true, _ db: Database) throws -> Article? {
        try db.first(
            withText ? wholeByID : shortByID,
            [id.databaseValue],
            article
        )
    }

    static func articles(ofStory story: Int64, limit: Int, _ db: Database) throws -> [Article] {
        try db.all(
            """
            SELECT \(columns(withText: true)) FROM article \(joins) WHERE article.story = ? \
            ORDER BY article.first_seen, article.id LIMIT ?
            """,
            [story.databaseValue, limit.databaseValue],
            article
        )
    }
}
