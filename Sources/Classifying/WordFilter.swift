/// Tells at a glance that no word of an automaton begins where a word of the text does.
///
/// Most words of most texts begin none, and passing over them is what makes the search fast: the automaton only walks
/// where the first letters are known. A wrong "may begin" costs a few steps and changes nothing.
struct WordFilter: Sendable {
    /// One bit for each hash of the first letters.
    private var bits = [UInt64](repeating: 0, count: Self.bitCount / 64)
    /// For each symbol, whether passing over must stop there: at a boundary, or where a word begins inside another.
    private var stops: [Bool]
    /// For each symbol, whether it alone, after a boundary, is the beginning of a word.
    private var singles: [Bool]

    private static let bitCount = 1 << 16
    /// How many symbols after the boundary are looked at.
    static let reach = 4

    init(words: [[Symbol]], symbolCount: Int) {
        stops = [Bool](repeating: false, count: symbolCount)
        stops[Int(Symbol.boundary)] = true
        singles = [Bool](repeating: false, count: symbolCount)
        for word in words {
            guard let first = word.first else { continue }
            if first != .boundary {
                stops[Int(first)] = true
            } else if word.count > Self.reach {
                insert(Self.hash(word[1], word[2], word[3], word[4]))
            } else if word.count > 2 {
                insert(Self.hash(word[1], word[2]))
            } else if word.count == 2 {
                singles[Int(word[1])] = true
            }
        }
    }

    private mutating func insert(_ hash: Int) { bits[hash >> 6] |= 1 << UInt64(hash & 63) }

    private static func hash(_ first: Symbol, _ second: Symbol) -> Int {
        Int((UInt32(first) &* 0x9E37_79B1 &+ UInt32(second) &* 0x85EB_CA6B) >> 16)
    }

    private static func hash(_ first: Symbol, _ second: Symbol, _ third: Symbol, _ fourth: Symbol) -> Int {
        let left = UInt32(first) &* 0x9E37_79B1 &+ UInt32(second) &* 0xC2B2_AE35
        let right = UInt32(third) &* 0x27D4_EB2F &+ UInt32(fourth) &* 0x1656_67B1
        return Int(((left ^ left >> 15) &+ right) >> 16)
    }

    /// Hands out the tables for the loop over every symbol.
    @inline(__always)
    func withTables<Result>(_ body: (Tables) -> Result) -> Result {
        bits.withUnsafeBufferPointer { bits in
            stops.withUnsafeBufferPointer { stops in
                singles.withUnsafeBufferPointer { body(Tables(bits: bits, stops: stops, singles: $0)) }
            }
        }
    }

    struct Tables {
        fileprivate let bits: UnsafeBufferPointer<UInt64>
        let stops: UnsafeBufferPointer<Bool>
        fileprivate let singles: UnsafeBufferPointer<Bool>

        /// Whether a word may begin with the `reach` symbols from `index` on, which stand after a boundary.
        @inline(__always)
        func mayBegin(_ symbols: UnsafeBufferPointer<Symbol>, at index: Int) -> Bool {
            contains(WordFilter.hash(symbols[index], symbols[index + 1], symbols[index + 2], symbols[index + 3]))
                || contains(WordFilter.hash(symbols[index], symbols[index + 1])) || singles[Int(symbols[index])]
        }

        @inline(__always)
        private func contains(_ hash: Int) -> Bool { bits[hash >> 6] >> UInt64(hash & 63) & 1 == 1 }
    }
}
