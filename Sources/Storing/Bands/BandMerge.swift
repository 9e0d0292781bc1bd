import GRDB

/// Writes the new bands of a span, along with those runs that are not much larger.
enum BandMerge {
    /// A run is merged with what is up to so many times smaller: each run of a span is larger than all smaller ones so
    /// many times, and a look-up reads a leaf of few.
    private static let ratio = 2
    /// A run of more is not merged any more: 12 MB are read and written in some hundredths of a second.
    private static let maximum = 1 << 20

    /// - Parameter records: In ascending order.
    static func add(_ records: ArraySlice<BandRecord>, in slot: Int64, _ db: Database) throws {
        let merged = chosen(from: try BandRun.all(in: slot, db), for: records.count)
        var readers = try merged.map { try BandRunReader($0, db) }
        var writer = try BandRunWriter(slot: slot, db)
        var rest = records
        while true {
            var least = rest.first
            var source: Int?
            for (index, reader) in readers.enumerated() {
                guard let first = reader.first, least.map({ first < $0 }) ?? true else { continue }
                least = first
                source = index
            }
            guard let least else { break }
            try writer.append(least, db)
            if let source { try readers[source].advance(db) } else { rest.removeFirst() }
        }
        try writer.finish(db)
        for run in merged { try run.drop(db) }
    }

    /// Takes over what an earlier version of the store kept in one index, of hashes of 48 bits.
    static func takeOver(from table: String, _ db: Database) throws {
        let slots = try db.all("SELECT DISTINCT slot FROM \(table)") { $0[0] as Int64 }
        for slot in slots {
            let records = try db.all(
                "SELECT hash >> 16, article FROM \(table) WHERE slot = ?",
                [slot.databaseValue]
            ) { BandRecord(hash: UInt32(truncatingIfNeeded: $0[0] as Int64), article: $0[1]) }
            try add(records.sorted()[...], in: slot, db)
        }
    }

    /// The runs to merge new records with.
    static func chosen(from runs: [BandRun], for count: Int) -> [BandRun] {
        var sum = count
        let chosen = runs.sorted { $0.count < $1.count }.prefix { run in
            guard run.count <= ratio * sum, run.count + sum <= maximum else { return false }
            sum += run.count
            return true
        }
        return Array(chosen)
    }
}
