import GRDB

/// Bands of one span of publication time, sorted by their hashes and never changed, in leaves of a page each.
///
/// A transaction writes its bands as a run of their own, and merges it with those of like size (`BandMerge`). In one index
/// of all bands each would belong into another page: of a store of a million articles that is a page written for each band
/// of an import. This is a log-structured merge tree (O'Neil, Cheng, Gawlick, O'Neil, 1996) of which SQLite keeps the leaves.
struct BandRun {
    let id: Int64
    /// How many records it holds, at the most.
    let count: Int

    static func all(in slot: Int64, _ db: Database) throws -> [BandRun] {
        try db.all("SELECT id, records FROM band_run WHERE slot = ?", [slot.databaseValue], read)
    }

    /// One of an earlier span.
    static func first(before slot: Int64, _ db: Database) throws -> BandRun? {
        try db.first("SELECT id, records FROM band_run WHERE slot < ? LIMIT 1", [slot.databaseValue], read)
    }

    private static func read(_ row: StoredRow) -> BandRun { BandRun(id: row[0], count: Int(row[1] as Int64)) }

    /// The key of the leaf that begins with a hash: the run, then the hash.
    func key(_ hash: UInt32) -> Int64 { id << 32 | Int64(hash) }

    /// The articles that have a band, the newest first; `CandidateChoice.rowsPerBand` at the most.
    func articles(with hash: UInt32, _ db: Database) throws -> [Int64] {
        try db.first(
            "SELECT records FROM band_leaf WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1",
            [key(0).databaseValue, key(hash).databaseValue]
        ) { row in row.withBytes(0) { BandLeaf.articles(with: hash, in: $0) } } ?? []
    }

    func forEachHash(_ db: Database, _ body: (UInt32) -> Void) throws {
        var reader = try BandRunReader(self, db)
        while let record = reader.first {
            body(record.hash)
            try reader.advance(db)
        }
    }

    /// Drops its last leaves, and the run with the last of them.
    func drop(atMost leaves: Int = .max, _ db: Database) throws {
        try db.run(
            """
            DELETE FROM band_leaf WHERE id IN \
            (SELECT id FROM band_leaf WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)
            """,
            [key(0).databaseValue, key(.max).databaseValue, leaves.databaseValue]
        )
        guard db.changesCount < leaves else { return }
        try db.run("DELETE FROM band_run WHERE id = ?", [id.databaseValue])
    }
}

/// Reads a run from its beginning, a leaf at a time.
struct BandRunReader {
    private let run: BandRun
    private var records: [BandRecord] = []
    private var place = 0
    private var next: UInt32? = 0

    init(_ run: BandRun, _ db: Database) throws {
        self.run = run
        try fill(db)
    }

    /// The first record that was not taken; nil at the end.
    var first: BandRecord? { place < records.count ? records[place] : nil }

    mutating func advance(_ db: Database) throws {
        place += 1
        if place == records.count { try fill(db) }
    }

    private mutating func fill(_ db: Database) throws {
        place = 0
        records = []
        if let next {
            records =
                try db.first(
                    "SELECT records FROM band_leaf WHERE id BETWEEN ? AND ? ORDER BY id LIMIT 1",
                    [run.key(next).databaseValue, run.key(.max).databaseValue]
                ) { row in row.withBytes(0, BandLeaf.records) } ?? []
            // A leaf holds all records of its last hash.
            self.next = records.last.flatMap { $0.hash < .max ? $0.hash + 1 : nil }
        }
    }
}
