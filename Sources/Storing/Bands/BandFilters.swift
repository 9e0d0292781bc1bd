import GRDB
import Synchronization

/// Filters of the spans in which many articles are looked for, so that most look-ups end before they reach the index.
///
/// An article without a copy, as most are, shares no band with any other: thirty look-ups in an index that may not fit
/// into memory, to find nothing. A span's bands are read once, when enough look-ups have been made to pay for it; a watch
/// that meets a few articles an hour never needs them. Only the owner of the store adds bands, and always through here;
/// what a transaction that failed or a retention leaves behind costs a look-up and changes no answer.
final class BandFilters: Sendable {
    /// So many articles are looked for in a span before its bands are read.
    private let patience: Int
    /// So many spans at the most are held, of two to four bytes a band.
    private static let maximumSpans = 32
    private static let leastCapacity = 1 << 16

    private struct Spans {
        var asked: [Int64: Int] = [:]
        var filters: [Int64: BandFilter] = [:]
    }

    private let spans = Mutex(Spans())

    init(patience: Int = 200) { self.patience = patience }

    /// The places of those of an article's bands that the span may hold.
    func possible(_ bands: [UInt32], in slot: Int64, _ db: Database) throws -> [Int] {
        try spans.withLock { spans in
            guard let filter = try filter(of: slot, &spans, db) else { return Array(bands.indices) }
            return bands.indices.filter { filter.mayContain(bands[$0]) }
        }
    }

    /// Nil while it would not pay.
    private func filter(of slot: Int64, _ spans: inout Spans, _ db: Database) throws -> BandFilter? {
        if let filter = spans.filters[slot] { return filter }
        spans.asked[slot, default: 0] += 1
        guard spans.asked[slot, default: 0] > patience, spans.filters.count < Self.maximumSpans else { return nil }
        let filter = try Self.read(slot, db)
        spans.filters[slot] = filter
        return filter
    }

    /// Notes bands that are stored.
    func insert(_ bands: [UInt32], in slot: Int64) {
        spans.withLock { spans in
            guard let index = spans.filters.index(forKey: slot) else { return }
            for band in bands { spans.filters.values[index].insert(band) }
            // Full: the next look-up reads the span again, into one of twice the size.
            let filter = spans.filters.values[index]
            if filter.count > filter.capacity { spans.filters.remove(at: index) }
        }
    }

    private static func read(_ slot: Int64, _ db: Database) throws -> BandFilter {
        let runs = try BandRun.all(in: slot, db)
        var filter = BandFilter(capacity: max(2 * runs.reduce(0) { $0 + $1.count }, leastCapacity))
        for run in runs { try run.forEachHash(db) { filter.insert($0) } }
        return filter
    }
}
