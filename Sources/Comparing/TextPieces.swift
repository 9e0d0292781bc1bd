/// A text cut for a word diff: words, single characters of unspaced scripts, punctuation marks, each with the space after it.
struct TextPieces {
    let leadingSpace: Substring
    /// What is compared.
    private(set) var cores: [Substring] = []
    /// What is shown: the core and the white space after it.
    private(set) var wholes: [Substring] = []

    init(_ text: String) {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        Self.skipSpace(&index, scalars)
        leadingSpace = text[..<index]
        while index != scalars.endIndex {
            let start = index
            if Self.isWord(scalars[index]) {
                Self.skipWord(&index, scalars)
            } else {
                scalars.formIndex(after: &index)
                while index != scalars.endIndex, Self.isMark(scalars[index]) { scalars.formIndex(after: &index) }
            }
            let end = index
            Self.skipSpace(&index, scalars)
            cores.append(text[start..<end])
            wholes.append(text[start..<index])
        }
    }

    private static func skipSpace(_ index: inout String.UnicodeScalarIndex, _ scalars: String.UnicodeScalarView) {
        while index != scalars.endIndex, scalars[index].properties.isWhitespace { scalars.formIndex(after: &index) }
    }

    /// To the end of a word or of a number with its separators: 3,000 and 21:00.
    private static func skipWord(_ index: inout String.UnicodeScalarIndex, _ scalars: String.UnicodeScalarView) {
        var afterDigit = false
        while index != scalars.endIndex {
            let next = scalars.index(after: index)
            let joinsDigits = afterDigit && [",", ".", ":"].contains(scalars[index])
            guard isWord(scalars[index]) || (joinsDigits && next != scalars.endIndex && isDigit(scalars[next])) else {
                return
            }
            afterDigit = isDigit(scalars[index])
            index = next
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        guard case .digit = ScalarClass(scalar) else { return false }
        return true
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch ScalarClass(scalar) {
        case .letter(_, .word), .digit, .ignored, .apostrophe: true
        default: false
        }
    }

    /// Belongs to the character before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool { ScalarClass(scalar) == .ignored }
}
