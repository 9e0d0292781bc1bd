/// Cuts a text into tokens.
///
/// Case, the kind of apostrophe, full-width forms, Arabic vowel signs and the separators of thousands make no
/// difference. Digits and letters that touch are cut apart: "3분" is 3 and 분, "M4.4" is M and 4.4. "U.S." is US.
struct Tokenizer {
    private let scalars: String.UnicodeScalarView
    private var tokens: [Token] = []

    // The token being read.
    private var kind: Token.Kind?
    private var letters = Fingerprint.Mixer()
    private var shape: (first: UInt32, last: UInt32, length: Int) = (0, 0, 0)
    private var isAcronym = false
    private var start = 0
    private var pause = Token.Break.sentence

    // Where reading stands.
    private var position = 0
    private var next: String.UnicodeScalarIndex
    private var afterSpace = true

    private init(_ text: String) {
        scalars = text.unicodeScalars
        next = scalars.startIndex
    }

    /// The tokens of a text, at most `limit` of them.
    static func tokens(of text: String, limit: Int = .max) -> [Token] {
        var tokenizer = Tokenizer(text.composed)
        tokenizer.tokens.reserveCapacity(min(limit, text.utf8.count / 5 + 1))
        while tokenizer.next != tokenizer.scalars.endIndex, tokenizer.tokens.count < limit { tokenizer.readScalar() }
        tokenizer.close()
        return tokenizer.tokens
    }

    private mutating func readScalar() {
        let scalar = scalars[next]
        scalars.formIndex(after: &next)
        let scalarClass = ScalarClass(scalar)
        switch scalarClass {
        case .letter(let folded, .word):
            if kind != .word { open(.word) }
            add(folded)
        case .letter(let folded, let kind):
            open(kind)
            add(folded)
        case .digit(let folded):
            if kind != .number { open(.number) }
            add(folded)
        case .ignored:
            break
        case .apostrophe:
            if kind != .word { close() }
        case .space:
            close()
        case .boundary(let pause):
            readMark(scalar, pause)
        case .other:
            readMark(scalar, scalar == "-" && (afterSpace || peek() == "-") ? .mark : .none)
        }
        afterSpace = scalarClass == .space
        position += UTF8.width(scalar)
    }

    private mutating func add(_ folded: UInt32) {
        letters.mix(UInt64(folded))
        shape = (shape.length == 0 ? folded : shape.first, folded, shape.length + 1)
    }

    private mutating func readMark(_ scalar: Unicode.Scalar, _ pause: Token.Break) {
        if kind == .number, scalar == "," || scalar == "." || scalar == ":", digitsAhead > 0 {
            if scalar != "," || digitsAhead != 3 { letters.mix(UInt64(0x2E)) }
            return
        }
        if scalar == ".", kind == .word, shape.length == 1 || isAcronym, isSingleLetterAhead {
            isAcronym = true  // U.S. is US
            return
        }
        close()
        // A full stop with a letter right after it ends no sentence: vtv.vn.
        if scalar == ".", let ahead = peek(), case .letter(_, .word) = ScalarClass(ahead) { return }
        self.pause = max(self.pause, pause)
    }

    private func peek() -> Unicode.Scalar? { next == scalars.endIndex ? nil : scalars[next] }

    /// How many digits follow, counted up to four.
    private var digitsAhead: Int {
        var count = 0
        var index = next
        while index != scalars.endIndex, count < 4, case .digit = ScalarClass(scalars[index]) {
            count += 1
            scalars.formIndex(after: &index)
        }
        return count
    }

    private var isSingleLetterAhead: Bool {
        guard let ahead = peek(), case .letter(_, .word) = ScalarClass(ahead) else { return false }
        let after = scalars.index(after: next)
        guard after != scalars.endIndex, case .letter(_, .word) = ScalarClass(scalars[after]) else { return true }
        return false
    }

    private mutating func open(_ kind: Token.Kind) {
        close()
        self.kind = kind
        start = position
    }

    private mutating func close() {
        guard let kind else { return }
        tokens.append(
            Token(hash: letters.finish(), kind: kind, after: pause, shape: shape, start: start, end: position))
        self.kind = nil
        pause = .none
        letters = Fingerprint.Mixer()
        shape = (0, 0, 0)
        isAcronym = false
    }
}
