/// A form made ready for the automaton: the part that is looked for, and what must hold around it.
struct Pattern: Sendable {
    enum Opening: Sendable {
        /// The head begins with a boundary, or with a letter of a script without spaces.
        case asIs
        /// Letters may stand before the head if they are a clitic of the script.
        case clitic
    }

    enum Ending: Sendable {
        case free
        case boundary
        case particle
    }

    enum Step: Sendable {
        case restOfWord
        /// A few words; after a whole word only where that word has ended.
        case gap(afterWholeWord: Bool)
        case literal([Symbol])
    }

    let concept: Int
    let head: [Symbol]
    let steps: [Step]
    let opening: Opening
    let ending: Ending
    /// The bytes that an exact form must match in the original.
    let exact: [UInt8]?

    /// What the automaton looks for: the head, and the boundary after it where one must follow.
    var word: [Symbol] {
        let endsWord =
            switch steps.first {
            case nil: ending == .boundary
            case .gap(let afterWholeWord): afterWholeWord
            case .restOfWord, .literal: false
            }
        return endsWord ? head + [.boundary] : head
    }

    /// Whether finding the word is all: nothing around it has to be checked.
    var isPlain: Bool { steps.isEmpty && opening == .asIs && ending != .particle && exact == nil }

    /// The patterns of a form: one, or one for each way to space it where the script lets writers choose.
    static func patterns(of form: Form, concept: Int, alphabet: Alphabet) -> [Pattern] {
        spacings(form.parts).compactMap { parts in
            pattern(parts: parts, form: form, concept: concept, alphabet: alphabet)
        }
    }

    private static func pattern(parts: [Form.Part], form: Form, concept: Int, alphabet: Alphabet) -> Pattern? {
        guard case .letters(let first)? = parts.first, let opener = first.first, let opener,
            case .letters(let final)? = parts.last(where: { if case .letters = $0 { true } else { false } }),
            let closer = final.last, let closer
        else { return nil }
        let isSpaced = !ScriptRanges.isUnspaced(opener.value)
        let takesClitics = ScriptRanges.isArabic(opener.value)
        var head = first.map { $0.map { alphabet.symbol($0) } ?? .boundary }
        if form.standsAlone || (isSpaced && !takesClitics && !form.opensFreely) { head.insert(.boundary, at: 0) }

        let steps = zip(parts, parts.dropFirst()).map { before, part -> Step in
            switch part {
            case .restOfWord: .restOfWord
            case .gap: .gap(afterWholeWord: endsWholeWord(before))
            case .letters(let letters):
                .literal(
                    (letters.first.map { $0 != nil && isSpacedLetter($0) } == true ? [.boundary] : [])
                        + letters.map { $0.map { alphabet.symbol($0) } ?? .boundary })
            }
        }
        let ending: Ending =
            if form.standsAlone {
                .boundary
            } else if form.endsFreely || ScriptRanges.isUnspaced(closer.value) {
                .free
            } else {
                ScriptRanges.isHangul(closer.value) ? .particle : .boundary
            }
        return Pattern(
            concept: concept, head: head, steps: steps,
            opening: takesClitics && !form.opensFreely && !form.standsAlone ? .clitic : .asIs, ending: ending,
            exact: form.isExact ? form.exactBytes : nil)
    }

    /// Korean words take particles, so they have no end that could be asked for.
    private static func endsWholeWord(_ part: Form.Part) -> Bool {
        guard case .letters(let letters) = part, let last = letters.last, let last else { return false }
        return !ScriptRanges.isUnspaced(last.value) && !ScriptRanges.isHangul(last.value)
    }

    private static func isSpacedLetter(_ letter: Unicode.Scalar?) -> Bool {
        letter.map { !ScriptRanges.isUnspaced($0.value) } ?? false
    }

    /// Korean compounds are written with or without the spaces between their nouns: every way for up to four spaces.
    private static func spacings(_ parts: [Form.Part]) -> [[Form.Part]] {
        guard case .letters(let letters)? = parts.first else { return [parts] }
        let spaces = letters.indices.filter { index in
            letters[index] == nil && index > 0 && index + 1 < letters.count
                && isHangul(letters[index - 1]) && isHangul(letters[index + 1])
        }
        guard !spaces.isEmpty, spaces.count <= 4 else { return [parts] }
        return (0..<(1 << spaces.count)).map { choice in
            let left = Set(spaces.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
            return [.letters(letters.indices.filter { !left.contains($0) }.map { letters[$0] })] + parts.dropFirst()
        }
    }

    private static func isHangul(_ letter: Unicode.Scalar?) -> Bool {
        letter.map { ScriptRanges.isHangul($0.value) } ?? false
    }

    /// Languages share names, so that one concept lists some forms several times; the most generous of each is kept.
    static func withoutRepeats(_ patterns: [Pattern]) -> [Pattern] {
        func isComparable(_ pattern: Pattern) -> Bool {
            pattern.steps.isEmpty && pattern.opening == .asIs && pattern.exact == nil
        }
        let free = Set(patterns.filter { isComparable($0) && $0.ending == .free }.map(\.head))
        var seen: Set<[Symbol]> = []
        return patterns.filter { pattern in
            guard isComparable(pattern) else { return true }
            if pattern.ending != .free && free.contains(pattern.head) { return false }
            return seen.insert(pattern.head).inserted
        }
    }
}
