/// One surface form as a topic file writes it.
///
/// `word~` also matches longer words that begin so, `~word` also those that end so, ` … ` stands for up to four words
/// (or twelve characters of a script without spaces), `=WORD` matches only when written just so, capitals included, and
/// `_字_` only when no letter of the same script stands beside it.
struct Form: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        /// A run of folded letters; spaces are boundaries.
        case letters([Unicode.Scalar?])
        /// The rest of a word, whatever it is.
        case restOfWord
        /// A few words.
        case gap
    }

    let text: String
    let parts: [Part]
    let isExact: Bool
    /// Whether letters may stand before the first part.
    let opensFreely: Bool
    /// Whether letters may stand after the last part.
    let endsFreely: Bool
    /// Whether it must stand alone even in a script without spaces.
    let standsAlone: Bool

    private static let stem = UInt8(ascii: "~")
    private static let alone = UInt8(ascii: "_")
    private static let gap = Array("…".utf8)

    /// Whether a text is a form.
    ///
    /// The first letter of most says so; taking them apart would cost half of reading a topic.
    static func isForm(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: Folding.keepsLetter) || Form(text) != nil
    }

    /// `nil` when nothing is left to look for.
    init?(_ text: String) {
        self.text = text
        // By bytes: a file lists some ten thousand forms, and finding the ends of characters would cost most of reading it.
        var rest = Substring(text).utf8
        isExact = rest.first == UInt8(ascii: "=")
        if isExact { rest.removeFirst() }
        opensFreely = rest.first == Self.stem
        if opensFreely { rest.removeFirst() }
        standsAlone = rest.count > 2 && rest.first == Self.alone && rest.last == Self.alone
        // Few forms have a gap.
        if rest.contains(Self.gap[0]), Substring(rest).unicodeScalars.contains("…") {
            rest = Substring(Substring(rest).replacing("…", with: " … ")).utf8
        }

        var parts: [Part] = []
        var letters: [Unicode.Scalar?] = []
        var afterStem = false
        func close(_ part: Part) {
            if !letters.isEmpty { parts.append(.letters(letters)) }
            letters = []
            if !parts.isEmpty { parts.append(part) }
        }
        for word in rest.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: true) {
            if word.elementsEqual(Self.gap) {
                close(.gap)
                afterStem = false
                continue
            }
            let isStem = word.last == Self.stem
            let folded = Form.folded(Substring(isStem ? word.dropLast() : word))
            if folded.isEmpty { continue }
            if afterStem || !letters.isEmpty { letters.append(nil) }
            letters += folded
            afterStem = isStem
            if isStem { close(.restOfWord) }
        }
        endsFreely = letters.isEmpty && parts.last == .restOfWord
        if !letters.isEmpty { parts.append(.letters(letters)) }
        while let last = parts.last, last == .gap || last == .restOfWord { parts.removeLast() }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    /// Letters with `nil` for a boundary: between words, and where the script changes inside one.
    private static func folded(_ word: Substring) -> [Unicode.Scalar?] {
        var result: [Unicode.Scalar?] = []
        for letter in Folding.folded(String(word)) {
            guard ScriptRanges.isWordLetter(letter) else {
                if let last = result.last, last != nil { result.append(nil) }
                continue
            }
            if let last = result.last, let last,
                ScriptRanges.isUnspaced(last.value) != ScriptRanges.isUnspaced(letter.value)
            {
                result.append(nil)
            }
            result.append(letter)
        }
        while let last = result.last, last == nil { result.removeLast() }
        return result
    }

    /// What an exact form must match in the original: from its first letter to its last.
    var exactBytes: [UInt8] {
        let scalars = text.dropFirst().unicodeScalars
        guard let first = scalars.firstIndex(where: ScriptRanges.isWordLetter),
            let last = scalars.lastIndex(where: ScriptRanges.isWordLetter)
        else { return [] }
        return Array(String(scalars[first...last]).utf8)
    }

    var letters: [Unicode.Scalar] {
        parts.flatMap { part -> [Unicode.Scalar] in
            if case .letters(let letters) = part { return letters.compactMap { $0 } }
            return []
        }
    }
}
