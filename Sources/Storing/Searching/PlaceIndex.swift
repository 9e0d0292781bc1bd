import GRDB
import NewsModel

/// A full-text index in memory that knows the places of words, for a few articles at a time.
struct PlaceIndex {
    private let database: DatabaseQueue
    private let volume = SearchVolume(first: 0)

    init() throws {
        database = try DatabaseQueue()
        let creation = SearchIndex.creation(named: volume.table, detail: "full")
        try database.write { try $0.execute(sql: creation) }
    }

    /// Which of the articles match, the newest first.
    func matches(_ query: String, among articles: [(id: Int64, text: ArticleText)]) throws -> [Int64] {
        try database.write { db in
            try db.run("INSERT INTO search (search) VALUES ('delete-all')")
            for article in articles { try volume.insert(SearchIndex.text(of: article.text), of: article.id, db) }
            return try db.all(
                "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC",
                [query.databaseValue]
            ) { $0[0] }
        }
    }
}
