/// One word, number or (in scripts without spaces) character of a text, folded so that equal means "reads the same".
struct Token: Hashable, Sendable {
    enum Kind: UInt8, Sendable {
        /// A run of letters of a script that puts spaces between words.
        case word
        /// A run of digits of any script; separators of thousands are dropped.
        case number
        /// A Chinese character.
        case ideograph
        /// A Hangul syllable.
        case hangul
        /// A kana.
        case kana
        /// A letter or sign of Thai, Lao, Khmer or Burmese.
        case abugida
    }

    /// How a token is parted from the one before it.
    enum Break: UInt8, Comparable, Sendable {
        case none
        /// A dash, a bracket, a bar, a colon or an equals sign: what ends a dateline.
        case mark
        /// The end of a sentence or of a line, or the beginning of the text.
        case sentence

        static func < (left: Break, right: Break) -> Bool { left.rawValue < right.rawValue }
    }

    /// Of the folded letters; stable over runs and machines.
    var hash: UInt64
    var kind: Kind
    /// What stands before it.
    var after = Break.none
    var shape = Shape()
    /// UTF-8 offsets in the text.
    var start: Int32
    var end: Int32

    /// The first and the last letter, folded, and how many letters there are.
    struct Shape: Sendable {
        private(set) var first: UInt32 = 0
        private(set) var last: UInt32 = 0
        private(set) var length: Int32 = 0

        /// Notes more letters at the end.
        mutating func extend(by count: Int, first: UInt32, last: UInt32) {
            if length == 0 { self.first = first }
            self.last = last
            length &+= Int32(truncatingIfNeeded: count)
        }
    }

    /// Whether two words may be two spellings of one: defence and defense, Kiev and Kyiv.
    func mayBeSpelling(of other: Token) -> Bool {
        let (left, right) = (shape, other.shape)
        guard kind == .word, other.kind == .word, left.first == right.first, left.last == right.last else {
            return false
        }
        return abs(left.length - right.length) <= (min(left.length, right.length) >= 7 ? 1 : 0)
    }

    static func == (left: Token, right: Token) -> Bool { left.hash == right.hash }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// How much the token says; a word is worth about one and a half Chinese characters, two kana.
    var weight: Int {
        switch kind {
        case .word, .number: Self.wordWeight
        case .ideograph: 12
        case .hangul: 10
        case .kana: 10
        case .abugida: 6
        }
    }

    static let wordWeight = 20
}
