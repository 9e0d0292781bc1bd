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
        return try await read { db in
            let plan = try SearchPlan(words, db)
            guard let candidates = plan.candidates else { return [] }
            var search = Search(plan: plan, candidates: candidates, filter: query.filter, limit: limit)
            let volumes = Dictionary(grouping: try SearchVolume.all(db), by: \.first)
            for (_, same) in volumes.sorted(by: { $0.key > $1.key }) where !search.isOver {
                try search.look(into: same, db)
            }
            return try search.found.compactMap { try ArticleReading.article($0, db) }
        }
    }
}

/// What a query has found so far, from the newest volume of the index on.
private struct Search {
    /// Candidates that are read for a query of words in a row; the oldest ones beyond are left out.
    private static let maximumExamined = 20_000
    private static let examinedAtOnce = 200

    let plan: SearchPlan
    let candidates: String
    let filter: ArticleFilter
    let limit: Int
    private(set) var found: [Int64] = []
    private var examined = 0
    private var places: PlaceIndex?

    init(plan: SearchPlan, candidates: String, filter: ArticleFilter, limit: Int) {
        self.plan = plan
        self.candidates = candidates
        self.filter = filter
        self.limit = limit
    }

    var isOver: Bool { found.count >= limit || examined >= Self.maximumExamined }

    /// - Parameter volumes: Those of the same articles.
    mutating func look(into volumes: [SearchVolume], _ db: Database) throws {
        let (conditions, arguments) = filter.conditions
        // CROSS JOIN keeps the order of the tables: the index gives few articles, the conditions look at each.
        let parts = volumes.map { volume in
            """
            SELECT \(volume.table).rowid, article.trusted FROM \(volume.table) CROSS JOIN article \
            WHERE \(volume.table) MATCH ? AND article.id = \(volume.table).rowid \
            AND article.dropped = \(volume.kind.rawValue)\(conditions)
            """
        }
        let sql = parts.joined(separator: " UNION ALL ") + " ORDER BY 1 DESC LIMIT ?"
        let most = plan.exact == nil ? limit - found.count : Self.maximumExamined - examined
        let values = volumes.flatMap { _ in [candidates.databaseValue] + arguments } + [most.databaseValue]
        guard let exact = plan.exact else {
            found += try db.all(sql, values) { $0[0] as Int64 }
            return
        }
        try examine(try Row.fetchCursor(db, sql: sql, arguments: values.bound), exact, db)
    }

    private mutating func examine(_ rows: RowCursor, _ query: String, _ db: Database) throws {
        let places = try self.places ?? PlaceIndex()
        self.places = places
        var isMore = true
        while isMore, found.count < limit {
            var articles: [(id: Int64, text: ArticleText)] = []
            while articles.count < Self.examinedAtOnce {
                guard let row = try rows.next() else {
                    isMore = false
                    break
                }
                examined += 1
                let (id, revision): (Int64, Int64) = (row[0], row[1])
                if let text = try StoredText.find(id, revision: revision, db) { articles.append((id, text)) }
            }
            found += try places.matches(query, among: articles)
        }
        found = Array(found.prefix(limit))
    }
}
