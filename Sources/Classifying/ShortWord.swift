/// A word of at most four symbols in one number, for sets that are asked in passing.
struct ShortWord: Hashable, Sendable {
    static let limit = 4
    /// Not zero.
    let packed: UInt64

    /// `nil` when the word is longer, or empty.
    @inline(__always)
    init?(_ symbols: UnsafeBufferPointer<Symbol>) {
        guard (1...Self.limit).contains(symbols.count) else { return nil }
        packed = symbols.reduce(0) { $0 << 16 | UInt64($1) }
    }

    init?(_ word: some StringProtocol, _ alphabet: Alphabet) {
        self.init(word.unicodeScalars.map(alphabet.symbol))
    }

    private init?(_ symbols: [Symbol]) {
        guard let word = symbols.withUnsafeBufferPointer({ ShortWord($0) }) else { return nil }
        self = word
    }
}
