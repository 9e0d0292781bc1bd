import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// Candidates that are read for a query of words in a row; the oldest ones beyond are left out.
    private static let maximumExamined = 20_000
    private static let examinedAtOnce = 200

    /// Articles that a query finds, the newest first.
    package func search(_ query: SearchQuery, limit: Int) async throws(StoreError) -> [Article] {
        guard let words = query.words else {
            var filter = query.filter
            filter.limit = limit
            return try await articles(filter)
        }
        return try await read { db in
            let plan = try SearchPlan(words, db)
            guard let candidates = plan.candidates else { return [] }
            let (conditions, arguments) = query.filter.conditions
            // CROSS JOIN keeps the order of the tables: the index gives few articles, the conditions look at each.
            let source = """
                FROM search CROSS JOIN article WHERE search MATCH ? AND article.id = search.rowid\(conditions) \
                ORDER BY search.rowid DESC LIMIT ?
                """
            let ids: [Int64]
            if let exact = plan.exact {
                let values = [candidates.databaseValue] + arguments + [Self.maximumExamined.databaseValue]
                let cursor = try Row.fetchCursor(
                    db,
                    sql: "SELECT article.id, article.trusted " + source,
                    arguments: values.bound
                )
                ids = try Self.matches(exact, among: cursor, limit: limit, db)
            } else {
                let values = [candidates.databaseValue] + arguments + [limit.databaseValue]
                ids = try db.all("SELECT article.id " + source, values) { $0[0] }
            }
            return try ids.compactMap { try ArticleReading.article($0, db) }
        }
    }

    private static func matches(
        _ query: String,
        among candidates: RowCursor,
        limit: Int,
        _ db: Database
    ) throws -> [Int64] {
        let places = try PlaceIndex()
        var found: [Int64] = []
        var isMore = true
        while isMore, found.count < limit {
            var articles: [(id: Int64, text: ArticleText)] = []
            while articles.count < examinedAtOnce {
                guard let row = try candidates.next() else {
                    isMore = false
                    break
                }
                let (id, revision): (Int64, Int64) = (row[0], row[1])
                if let text = try StoredText.find(id, revision: revision, db) { articles.append((id, text)) }
            }
            found += try places.matches(query, among: articles)
        }
        return Array(found.prefix(limit))
    }
}
