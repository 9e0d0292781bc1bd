/// Some short words, asked for often: a table with open addressing, whose hash is one multiplication.
struct ShortWordSet: Sendable {
    /// No word is zero.
    private var slots: [UInt64]
    private let shift: UInt64

    init(_ words: some Sequence<ShortWord>) {
        let words = Set(words)
        // At least half of the slots stay empty, so that a search ends soon.
        let bits = UInt64(max(2 * words.count, 2).bitWidth - (max(2 * words.count, 2) - 1).leadingZeroBitCount)
        shift = 64 - bits
        slots = [UInt64](repeating: 0, count: 1 << bits)
        for word in words { slots[place(of: word)] = word.packed }
    }

    @inline(__always)
    func contains(_ word: ShortWord) -> Bool { slots[place(of: word)] != 0 }

    /// The slot of a word, or the empty one where it would stand.
    @inline(__always)
    private func place(of word: ShortWord) -> Int {
        var place = Int(truncatingIfNeeded: (word.packed &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while slots[place] != 0, slots[place] != word.packed { place = (place &+ 1) & (slots.count &- 1) }
        return place
    }
}
