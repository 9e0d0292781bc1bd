import GRDB

/// The bands of the articles that a transaction added, kept until its end and then written in the order of their hashes.
struct PendingBands {
    private struct Row {
        let slot: Int64
        let record: BandRecord
        /// The place of the row before it with the same hash.
        let previous: Int32
    }

    private static let none: Int32 = -1

    private var rows: [Row] = []
    /// The places of the newest rows of all hashes, by linear probing; at least half of it is empty.
    ///
    /// A dictionary would hash what are hashes already, which costs more than all else that is done with them here.
    private var table: [Int32] = []

    mutating func insert(_ hashes: [UInt32], of article: Int64, in slot: Int64) {
        reserve(rows.count + hashes.count)
        for hash in hashes {
            let place = place(of: hash, in: slot)
            let record = BandRecord(hash: hash, article: article)
            let row = Row(slot: slot, record: record, previous: table[place])
            table[place] = Int32(rows.count)
            rows.append(row)
        }
    }

    /// The articles that were added last, the newest first.
    func articles(with hash: UInt32, in slot: Int64, atMost limit: Int) -> [Int64] {
        guard !rows.isEmpty else { return [] }
        var articles: [Int64] = []
        var next = table[place(of: hash, in: slot)]
        while next != Self.none, articles.count < limit {
            articles.append(rows[Int(next)].record.article)
            next = rows[Int(next)].previous
        }
        return articles
    }

    /// Where in the table the rows of a hash are, or belong.
    private func place(of hash: UInt32, in slot: Int64) -> Int {
        let mask = table.count - 1
        var place = Int(truncatingIfNeeded: Int64(hash) &+ slot) & mask
        while table[place] != Self.none {
            let row = rows[Int(table[place])]
            if row.record.hash == hash, row.slot == slot { break }
            place = (place + 1) & mask
        }
        return place
    }

    private mutating func reserve(_ count: Int) {
        guard 2 * count > table.count else { return }
        var size = 1024
        while size < 4 * count { size *= 2 }
        table = Array(repeating: Self.none, count: size)
        for (index, row) in rows.enumerated() { table[place(of: row.record.hash, in: row.slot)] = Int32(index) }
    }

    /// Writes them, and tells the filters of them.
    mutating func save(_ db: Database, _ filters: BandFilters) throws {
        for (slot, rows) in Dictionary(grouping: rows, by: \.slot).sorted(by: { $0.key < $1.key }) {
            let records = rows.map(\.record).sorted()
            try BandMerge.add(records[...], in: slot, db)
            filters.insert(records.map(\.hash), in: slot)
        }
        self = PendingBands()
    }
}
