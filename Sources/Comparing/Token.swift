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

    /// Of the folded letters; stable over runs and machines.
    var hash: UInt64
    var kind: Kind
    /// The first token after the end of a sentence, a line, a dash, a bar or a bracket.
    var opensClause = false
    /// UTF-8 offsets in the text.
    var start: Int
    var end: Int

    static func == (left: Token, right: Token) -> Bool { left.hash == right.hash }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// What the token adds to a shingle, which is complete at `Token.shingleWeight`.
    var weight: Int {
        switch kind {
        case .word, .number: 20
        case .ideograph, .hangul: 12
        case .kana: 10
        case .abugida: 6
        }
    }

    static let shingleWeight = 60
}
