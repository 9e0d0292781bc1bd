import Foundation
import GRDB
import NewsModel

/// The facts of an article's row, as a commit needs them.
struct StoredArticle {
    let id: Int64
    var story: Int64
    let feed: Int64
    var textFeed: Int64
    let firstSeen: Int64
    let published: Int64?
    var revision: Int64
    /// The revision that is searched and compared.
    var trusted: Int64
    var relevance: Relevance
    let isDropped: Bool
    let url: String?

    static func find(_ id: Int64, _ db: Database) throws -> StoredArticle? {
        try db.first(
            """
            SELECT id, story, feed, text_feed, first_seen, published, revision, trusted, relevance, dropped, url \
            FROM article WHERE id = ?
            """,
            [id.databaseValue]
        ) { row in
            StoredArticle(
                id: row[0],
                story: row[1],
                feed: row[2],
                textFeed: row[3],
                firstSeen: row[4],
                published: row[5],
                revision: row[6],
                trusted: row[7],
                relevance: Relevance(code: row[8]),
                isDropped: row[9],
                url: row[10]
            )
        }
    }

    func isCarried(by feed: Int64, _ db: Database) throws -> Bool {
        if feed == self.feed || feed == textFeed { return true }
        return try db.integer(
            "SELECT 1 FROM source WHERE article = ? AND feed = ?",
            [id.databaseValue, feed.databaseValue]
        ) != nil
    }
}

/// The kept versions of articles.
enum StoredText {
    /// The versions of an article lie together: their keys are its own times this, plus their number.
    static let versionsPerArticle: Int64 = 4096
    /// A page that writes itself anew at each refresh is not followed for ever.
    static let maximumRevision: Int64 = 1000

    static func key(_ article: Int64, _ revision: Int64) -> Int64 { article * versionsPerArticle + revision }

    static func find(_ article: Int64, revision: Int64, _ db: Database) throws -> ArticleText? {
        try db.first(
            "SELECT title, summary, body FROM text WHERE id = ?",
            [key(article, revision).databaseValue]
        ) { ArticleText(title: $0[0], summary: $0[1], body: $0[2]) }
    }

    static func insert(
        _ text: ArticleText,
        of article: Int64,
        revision: Int64,
        kinds: [RevisionKind],
        at now: Date,
        _ db: Database
    ) throws {
        try db.run(
            "INSERT INTO text (id, title, seen, kinds, summary, body) VALUES (?, ?, ?, ?, ?, ?)",
            [
                key(article, revision).databaseValue, text.title.databaseValue, now.milliseconds.databaseValue,
                RevisionKind.mask(kinds).databaseValue, text.summary.databaseValue, text.body.databaseValue,
            ]
        )
    }
}
