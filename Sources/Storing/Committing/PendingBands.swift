import GRDB

/// The bands of the articles that a transaction added, kept until its end and then written in the order of the index.
///
/// Each of an article's bands belongs into another page of an index that may be far larger than the cache. In order, a
/// page is read, filled and written once, however many of the transaction's bands it takes.
struct PendingBands {
    private struct Key: Hashable, Comparable {
        let slot: Int64
        let hash: Int64

        static func < (a: Key, b: Key) -> Bool { (a.slot, a.hash) < (b.slot, b.hash) }
    }

    private struct Row {
        let key: Key
        let article: Int64
        /// The place of the row before it with the same key.
        let previous: Int?
    }

    private var rows: [Row] = []
    /// The place of the newest row of each key.
    private var newest: [Key: Int] = [:]

    mutating func insert(_ hashes: [Int64], of article: Int64, in slot: Int64) {
        for hash in hashes {
            let key = Key(slot: slot, hash: hash)
            let previous = newest.updateValue(rows.count, forKey: key)
            rows.append(Row(key: key, article: article, previous: previous))
        }
    }

    /// The articles that were added last, the newest first.
    func articles(with hash: Int64, in slot: Int64, atMost limit: Int) -> [Int64] {
        guard !rows.isEmpty else { return [] }
        var articles: [Int64] = []
        var place = newest[Key(slot: slot, hash: hash)]
        while let row = place.map({ rows[$0] }), articles.count < limit {
            articles.append(row.article)
            place = row.previous
        }
        return articles
    }

    /// Writes them, and tells the filters of them.
    mutating func save(_ db: Database, _ filters: BandFilters) throws {
        rows.sort { ($0.key, $0.article) < ($1.key, $1.article) }
        for begin in stride(from: 0, to: rows.count, by: Self.rowsPerStatement) {
            let part = rows[begin..<min(begin + Self.rowsPerStatement, rows.count)]
            try db.run(
                Self.insertions[part.count],
                part.flatMap { [$0.key.slot.databaseValue, $0.key.hash.databaseValue, $0.article.databaseValue] }
            )
        }
        var rest = rows[...]
        while let slot = rest.first?.key.slot {
            let span = rest.prefix { $0.key.slot == slot }
            filters.insert(span.map(\.key.hash), in: slot)
            rest = rest[span.endIndex...]
        }
        self = PendingBands()
    }

    private static let rowsPerStatement = 64

    /// By the number of rows.
    private static let insertions: [String] = (0...rowsPerStatement).map { count in
        "INSERT OR IGNORE INTO band (slot, hash, article) VALUES "
            + repeatElement("(?, ?, ?)", count: count).joined(separator: ", ")
    }
}
