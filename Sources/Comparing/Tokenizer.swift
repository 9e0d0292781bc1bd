/// Cuts a text into tokens.
///
/// Case, the kind of apostrophe, full-width forms, Arabic vowel signs and the separators of thousands make no
/// difference. Digits and letters that touch are cut apart: "3분" is 3 and 분.
struct Tokenizer {
    private(set) var tokens: [Token] = []
    private var state = Fingerprint.Mixer()
    private var kind: Token.Kind?
    private var start = 0
    private var opensClause = true

    /// The tokens of a text, at most `limit` of them.
    static func tokens(of text: String, limit: Int = .max) -> [Token] {
        var tokenizer = Tokenizer()
        tokenizer.read(text.composed, limit: limit)
        return tokenizer.tokens
    }

    private mutating func read(_ text: String, limit: Int) {
        let scalars = text.unicodeScalars
        var position = 0
        var pendingApostrophe = false
        var pendingSeparator: UInt32?
        var index = scalars.startIndex
        while index != scalars.endIndex, tokens.count < limit {
            let scalar = scalars[index]
            let width = scalar.utf8.count
            let next = scalars.index(after: index)
            switch ScalarClass(scalar) {
            case .letter(let folded, let kind):
                if kind == .word {
                    if self.kind != .word || (!pendingApostrophe && pendingSeparator != nil) {
                        open(.word, at: position)
                    }
                    state.mix(folded)
                } else {
                    open(kind, at: position)
                    state.mix(folded)
                    close(at: position + width)
                }
                (pendingApostrophe, pendingSeparator) = (false, nil)
            case .digit(let folded):
                if self.kind == .word, !pendingApostrophe {
                    state.mix(folded)  // F16, G7: one name
                } else {
                    if self.kind != .number { open(.number, at: position) }
                    if pendingSeparator == 0x2E || pendingSeparator == 0x3A { state.mix(UInt32(0x2E)) }
                    state.mix(folded)
                }
                (pendingApostrophe, pendingSeparator) = (false, nil)
            case .ignored:
                break
            case .apostrophe:
                if self.kind == .word { pendingApostrophe = true } else { close(at: position) }
            case .space:
                if kind != nil { close(at: position) }
                (pendingApostrophe, pendingSeparator) = (false, nil)
            case .boundary, .other:
                if kind == .number, pendingSeparator == nil, Self.joinsDigits(scalar), Self.isDigit(next, in: scalars) {
                    pendingSeparator = scalar.value
                    break
                }
                close(at: position)
                (pendingApostrophe, pendingSeparator) = (false, nil)
                if ScalarClass(scalar) == .boundary, !Self.isAbbreviation(scalar, next, in: scalars) {
                    opensClause = true
                }
            }
            position += width
            index = next
        }
        close(at: position)
    }

    private static func joinsDigits(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "," || scalar == "." || scalar == ":"
    }

    private static func isDigit(_ index: String.UnicodeScalarIndex, in scalars: String.UnicodeScalarView) -> Bool {
        guard index != scalars.endIndex, case .digit = ScalarClass(scalars[index]) else { return false }
        return true
    }

    /// A full stop with a letter right after it ends no sentence: U.S., vtv.vn.
    private static func isAbbreviation(
        _ scalar: Unicode.Scalar,
        _ next: String.UnicodeScalarIndex,
        in scalars: String.UnicodeScalarView
    ) -> Bool {
        guard scalar == ".", next != scalars.endIndex else { return false }
        if case .letter(_, .word) = ScalarClass(scalars[next]) { return true }
        return false
    }

    private mutating func open(_ kind: Token.Kind, at position: Int) {
        close(at: position)
        self.kind = kind
        start = position
    }

    private mutating func close(at position: Int) {
        guard let kind else { return }
        tokens.append(
            Token(hash: state.finish(), kind: kind, opensClause: opensClause, start: start, end: position)
        )
        self.kind = nil
        opensClause = false
        state = Fingerprint.Mixer()
    }
}
