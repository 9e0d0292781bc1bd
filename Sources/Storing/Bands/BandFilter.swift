/// Which bands a span may hold: it errs in one of some hundred that it does not hold, and never in one that it does.
///
/// A Bloom filter of one word a band (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters, 2007), so
/// that a question waits for memory once. Bands are hashes already: their low bits choose the word.
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

    mutating func insert(_ band: UInt32) {
        let (place, bits) = place(of: band)
        words[place] |= bits
        count += 1
    }

    func mayContain(_ band: UInt32) -> Bool {
        let (place, bits) = place(of: band)
        return words[place] & bits == bits
    }

    /// The word, and its bits.
    private func place(of band: UInt32) -> (word: Int, bits: UInt64) {
        // The golden ratio spreads 32 bits over 64 (Knuth, The Art of Computer Programming, 6.4).
        let spread = UInt64(band) &* 0x9E37_79B9_7F4A_7C15
        let first: UInt64 = 1 << (spread >> 40 & 63) | 1 << (spread >> 46 & 63)
        let second: UInt64 = 1 << (spread >> 52 & 63) | 1 << (spread >> 58)
        return (Int(truncatingIfNeeded: band) & (words.count - 1), first | second)
    }
}
