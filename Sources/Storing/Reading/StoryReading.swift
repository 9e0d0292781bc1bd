import Foundation
import GRDB
import NewsModel

/// Reads stories from their rows.
enum StoryReading {
    /// Articles of one story that a list names.
    static let maximumArticles = 1000

    static func story(_ record: StoryRecord, _ db: Database) throws -> Story {
        let articles = try db.all(
            """
            SELECT article.id, text.title FROM article \
            LEFT JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + 1 \
            WHERE article.story = ? ORDER BY article.first_seen, article.id LIMIT \(maximumArticles)
            """,
            [record.id.databaseValue]
        ) { ($0[0] as Int64, $0[1] as String?) }
        return Story(
            id: StoryID(rawValue: record.id),
            title: articles.first?.1 ?? "",
            firstSeen: Date(milliseconds: record.firstSeen),
            lastChanged: Date(milliseconds: record.lastChanged),
            relevance: record.relevance,
            score: record.score,
            tags: record.tags,
            articles: articles.map { ArticleID(rawValue: $0.0) },
            outlets: try Outlets.names(ofStory: record.id, db)
        )
    }

    /// The title of the article that came first; nil for a story that has none any more.
    static func title(ofStory id: Int64, _ db: Database) throws -> String? {
        try db.first(
            """
            SELECT text.title FROM article JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + 1 \
            WHERE article.story = ? ORDER BY article.first_seen, article.id LIMIT 1
            """,
            [id.databaseValue]
        ) { $0[0] as String }
    }

    /// The record of a story, or of the one that took it in.
    static func find(_ id: Int64, _ db: Database) throws -> StoryRecord? {
        if let record = try StoryRecord.find(id, db) { return record }
        let heir = try db.first("SELECT merged_into FROM story WHERE id = ?", [id.databaseValue]) { $0[0] as Int64? }
        guard let heir = heir ?? nil else { return nil }
        return try StoryRecord.find(heir, db)
    }
}
