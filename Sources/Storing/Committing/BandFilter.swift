/// Which bands a span may hold: it errs in one of some hundred that it does not hold, and never in one that it does.
///
/// A Bloom filter of one word a band (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007), so
/// that a question waits for memory once. Bands are hashes already; their low bits choose the word, higher ones the bits.
struct BandFilter {
    /// How many bands it can take before it errs more often.
    let capacity: Int
    private(set) var count = 0
    private var words: [UInt64]

    init(capacity: Int) {
        self.capacity = capacity
        var size = 64
        while size * 4 < capacity { size *= 2 }
        words = Array(repeating: 0, count: size)
    }

    mutating func insert(_ band: Int64) {
        words[place(of: band)] |= Self.bits(of: band)
        count += 1
    }

    func mayContain(_ band: Int64) -> Bool {
        let bits = Self.bits(of: band)
        return words[place(of: band)] & bits == bits
    }

    private func place(of band: Int64) -> Int { Int(truncatingIfNeeded: band) & (words.count - 1) }

    private static func bits(of band: Int64) -> UInt64 {
        let high = UInt64(bitPattern: band) >> 24
        return 1 << (high & 63) | 1 << (high >> 6 & 63) | 1 << (high >> 12 & 63) | 1 << (high >> 18 & 63)
    }
}
