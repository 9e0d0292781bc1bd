import Comparing
import Foundation
import GRDB

/// Writes a run from records in ascending order, keeping no more of a band than a look-up reads.
struct BandRunWriter {
    private let run: BandRun
    /// Of a leaf that is not written yet.
    private var records: [BandRecord] = []
    /// Where in it the records of its last hash begin.
    private var group = 0
    private var written = 0

    init(slot: Int64, _ db: Database) throws {
        try db.run("INSERT INTO band_run (slot, records) VALUES (?, 0)", [slot.databaseValue])
        run = BandRun(id: db.lastInsertedRowID, count: 0)
    }

    mutating func append(_ record: BandRecord, _ db: Database) throws {
        if let last = records.last {
            guard record != last else { return }
            if record.hash != last.hash {
                if records.count > BandLeaf.capacity - CandidateChoice.rowsPerBand { try flush(db) }
                group = records.count
            } else if records.count - group == CandidateChoice.rowsPerBand {
                records.remove(at: group)
            }
        }
        records.append(record)
    }

    mutating func finish(_ db: Database) throws {
        try flush(db)
        try db.run(
            "UPDATE band_run SET records = ? WHERE id = ?",
            [written.databaseValue, run.id.databaseValue])
    }

    private mutating func flush(_ db: Database) throws {
        guard let first = records.first else { return }
        try db.run(
            "INSERT INTO band_leaf (id, records) VALUES (?, ?)",
            [run.key(first.hash).databaseValue, BandLeaf.data(of: records).databaseValue])
        written += records.count
        records.removeAll(keepingCapacity: true)
        group = 0
    }
}
