import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    package func article(_ id: ArticleID) async throws(StoreError) -> Article? {
        try await read { db in try ArticleReading.article(id.rawValue, db) }
    }

    /// The newest first, at most `filter.limit`.
    package func articles(_ filter: ArticleFilter) async throws(StoreError) -> [Article] {
        try await read { db in
            // The numbers first: sorting whole rows would read the texts of all articles that the filter lets through.
            let (conditions, arguments) = filter.conditions
            let ids = try db.all(
                """
                SELECT article.id FROM article WHERE 1\(conditions) \
                ORDER BY article.first_seen DESC, article.id DESC LIMIT ?
                """,
                arguments + [filter.limit.databaseValue]
            ) { $0[0] as Int64 }
            return try ids.compactMap { try ArticleReading.article($0, withText: filter.includesText, db) }
        }
    }

    /// All kept versions, the first one first; empty when the article is not known.
    package func revisions(of id: ArticleID) async throws(StoreError) -> [Revision] {
        try await read { db in
            let language = try db.first("SELECT language FROM article WHERE id = ?", [id.rawValue.databaseValue]) {
                $0[0] as String?
            }
            let first = StoredText.key(id.rawValue, 0)
            return try db.all(
                "SELECT id - ?1, seen, kinds, title, summary, body FROM text WHERE id > ?1 AND id < ?1 + ?2 ORDER BY id",
                [first.databaseValue, StoredText.versionsPerArticle.databaseValue]
            ) { row in
                Revision(
                    number: row[0],
                    seen: Date(milliseconds: row[1]),
                    text: ArticleText(title: row[3], summary: row[4], body: row[5], language: language ?? nil),
                    kinds: RevisionKind.kinds(mask: row[2])
                )
            }
        }
    }
}
