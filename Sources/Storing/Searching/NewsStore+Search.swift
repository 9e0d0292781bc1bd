import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// Articles that a query finds, the newest first.
    package func search(_ query: SearchQuery, limit: Int) async throws(StoreError) -> [Article] {
        guard let words = query.words else {
            var filter = query.filter
            filter.limit = limit
            return try await articles(filter)
        }
        let (conditions, arguments) = query.filter.conditions
        return try await read { db in
            // CROSS JOIN keeps the order of the tables: the index gives few articles, the conditions look at each.
            try db.all(
                """
                SELECT \(ArticleReading.columns(withText: true)) FROM search CROSS JOIN article \(ArticleReading.joins) \
                WHERE search MATCH ? AND article.id = search.rowid\(conditions) ORDER BY search.rowid DESC LIMIT ?
                """,
                [words.fts5.databaseValue] + arguments + [limit.databaseValue],
                ArticleReading.article
            )
        }
    }
}
