import GRDB

/// The bands of the articles that a transaction added, kept until its end and then written in the order of the index.
///
/// Each of an article's bands belongs into another page of an index that may be far larger than the cache. In order, a
/// page is read, filled and written once, however many of the transaction's bands it takes.
struct PendingBands {
    private struct Key: Comparable {
        let slot: Int64
        let hash: Int64

        static func < (a: Key, b: Key) -> Bool { (a.slot, a.hash) < (b.slot, b.hash) }
    }

    private struct Row {
        let key: Key
        let article: Int64
        /// The place of the row before it with the same key.
        let previous: Int32
    }

    private static let none: Int32 = -1

    private var rows: [Row] = []
    /// The places of the newest rows of all keys, by linear probing; at least half of it is empty.
    ///
    /// A dictionary would hash what are hashes already, which costs more than all else that is done with them here.
    private var table: [Int32] = []

    mutating func insert(_ hashes: [Int64], of article: Int64, in slot: Int64) {
        reserve(rows.count + hashes.count)
        for hash in hashes {
            let key = Key(slot: slot, hash: hash)
            let place = place(of: key)
            let row = Row(key: key, article: article, previous: table[place])
            table[place] = Int32(rows.count)
            rows.append(row)
        }
    }

    /// The articles that were added last, the newest first.
    func articles(with hash: Int64, in slot: Int64, atMost limit: Int) -> [Int64] {
        guard !rows.isEmpty else { return [] }
        var articles: [Int64] = []
        var next = table[place(of: Key(slot: slot, hash: hash))]
        while next != Self.none, articles.count < limit {
            articles.append(rows[Int(next)].article)
            next = rows[Int(next)].previous
        }
        return articles
    }

    /// Where in the table a key is, or belongs.
    private func place(of key: Key) -> Int {
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: key.hash &+ key.slot) & mask
        while table[place] != Self.none, rows[Int(table[place])].key != key { place = (place + 1) & mask }
        return place
    }

    private mutating func reserve(_ count: Int) {
        guard 2 * count > table.count else { return }
        var size = 1024
        while size < 4 * count { size *= 2 }
        table = Array(repeating: Self.none, count: size)
        for (index, row) in rows.enumerated() { table[place(of: row.key)] = Int32(index) }
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
