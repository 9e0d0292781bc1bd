/// Tells at a glance that no word of an automaton begins at a place.
///
/// Most words of most texts begin none, and passing over them is what makes the search fast: the automaton only walks
/// where the first letters are known. A wrong "may begin" costs a few steps and changes nothing.
struct WordFilter: Sendable {
    /// One bit for each hash of what words begin with: up to six symbols after a boundary, up to three without one.
    private var bits = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
    private static let hashBits = 18

    /// How many symbols are looked at, the boundary being one.
    static let reach = 7

    /// - Parameter words: As the automaton gets them.
    init(words: [[Symbol]]) {
        for word in words where !word.isEmpty {
            if word[0] == .boundary {
                let letters = Array(word.dropFirst().prefix(6))
                switch letters.count {
                case 6: insert(Self.six(Self.packed(letters[..<4]), Self.packed(letters[4...])))
                case 4, 5: insert(Self.four(Self.packed(letters[..<4])))
                case 1...3: insert(Self.few(Self.packed(letters[...]), letters.count))
                default: break
                }
            } else {
                let letters = word.prefix(3)
                insert(Self.opening(Self.packed(letters), letters.count))
            }
        }
    }

    /// Up to four symbols in one number, the first one lowest, as they lie in memory.
    private static func packed(_ symbols: ArraySlice<Symbol>) -> UInt64 {
        symbols.reversed().reduce(0) { $0 << 16 | UInt64($1) }
    }

    private mutating func insert(_ hash: Int) { bits[hash >> 6] |= 1 << UInt64(hash & 63) }

    // Multiplication by odd constants whose upper bits mix well: the golden ratio and others of the same making. A shift
    // to the left leaves out the symbols behind the first few.

    @inline(__always)
    private static func hash(_ value: UInt64) -> Int { Int((value &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - hashBits)) }

    @inline(__always)
    private static func six(_ four: UInt64, _ two: UInt64) -> Int { hash(four ^ (two &* 0xC2B2_AE3D_27D4_EB4F)) }

    @inline(__always)
    private static func four(_ symbols: UInt64) -> Int { hash(symbols) }

    @inline(__always)
    private static func few(_ symbols: UInt64, _ count: Int) -> Int {
        hash((symbols << UInt64(64 - 16 * count)) &+ UInt64(count))
    }

    @inline(__always)
    private static func opening(_ symbols: UInt64, _ count: Int) -> Int {
        hash((symbols << UInt64(64 - 16 * count)) &+ UInt64(8 + count))
    }

    /// Leaves the starts where a word may begin, with the boundary there or with the letter.
    ///
    /// Without branches, for which half of all words of a text would be surprises.
    ///
    /// - Parameter symbols: Readable up to `reach` symbols from each start.
    /// - Returns: How many are left.
    func keepPossible(_ starts: UnsafeMutableBufferPointer<UInt32>, in symbols: UnsafePointer<Symbol>) -> Int {
        bits.withUnsafeBufferPointer { bits in
            @inline(__always)
            func bit(_ hash: Int) -> UInt64 { bits[hash >> 6] >> UInt64(truncatingIfNeeded: hash & 63) }
            var kept = 0
            for place in starts.indices {
                let start = starts[place]
                let here = UnsafeRawPointer(symbols + Int(start))
                let first = here.loadUnaligned(as: UInt64.self)
                var may: UInt64
                if Symbol(truncatingIfNeeded: first) == .boundary {
                    let four = here.loadUnaligned(fromByteOffset: 2, as: UInt64.self)
                    let two = UInt64(here.loadUnaligned(fromByteOffset: 10, as: UInt32.self))
                    may = bit(Self.six(four, two)) | bit(Self.four(four))
                    may |= bit(Self.few(four, 1)) | bit(Self.few(four, 2)) | bit(Self.few(four, 3))
                } else {
                    may = bit(Self.opening(first, 1)) | bit(Self.opening(first, 2)) | bit(Self.opening(first, 3))
                }
                starts[kept] = start
                kept += Int(may & 1)
            }
            return kept
        }
    }
}
