/// Finds every form of a lexicon in a text in one pass.
struct Matcher: Sendable {
    /// Where a concept was found, as places in a `SymbolStream`.
    struct Hit: Hashable, Sendable {
        var concept: Int
        var start: Int
        var end: Int
    }

    /// What is looked at for every word that the automaton finds, apart from `patterns`, whose arrays are counted.
    private struct Outline {
        let concept: UInt16
        let length: UInt16
        /// Whether the last symbol is the boundary behind the word.
        let endsWithBoundary: Bool
        /// Whether something has to be checked, see the pattern.
        let isPlain: Bool

        init(_ pattern: Pattern) {
            concept = UInt16(pattern.concept)
            let word = pattern.word
            length = UInt16(word.count)
            endsWithBoundary = word.last == .boundary
            isPlain = pattern.isPlain
        }
    }

    let table: SymbolTable
    private let automaton: Automaton
    private let patterns: [Pattern]
    private let outlines: [Outline]
    private let particles: Set<ShortWord>
    private let clitics: Set<ShortWord>

    /// - Parameter concepts: The forms of each concept; a hit names the concept by its place here.
    init(concepts: [[Form]]) {
        var letters = Abbreviations.letters.union(
            (Affixes.koreanParticles + Affixes.arabicClitics).flatMap(\.unicodeScalars))
        for forms in concepts {
            for form in forms { letters.formUnion(form.letters) }
        }
        let alphabet = Alphabet(letters)
        let patterns = concepts.enumerated().flatMap { concept, forms in
            Pattern.withoutRepeats(forms.flatMap { Pattern.patterns(of: $0, concept: concept, alphabet: alphabet) })
        }
        self.patterns = patterns
        outlines = patterns.map(Outline.init)
        automaton = Automaton(words: patterns.map(\.word), symbolCount: alphabet.count)
        let openers = Set(patterns.compactMap(\.head.first)).subtracting([.boundary])
        table = SymbolTable(alphabet: alphabet, openers: openers)
        particles = Set(Affixes.koreanParticles.compactMap { ShortWord($0, alphabet) })
        clitics = Set(Affixes.arabicClitics.compactMap { ShortWord($0, alphabet) })
    }

    /// Adds the hits in the order in which they end.
    ///
    /// - Parameter arrivals: Memory to work in.
    func find(
        in stream: borrowing SymbolStream, of text: ArticleBytes, using arrivals: inout [Automaton.Arrival],
        into hits: inout [Hit]
    ) {
        let symbols = stream.symbols
        automaton.scan(symbols, starts: stream.starts, arrivals: &arrivals) { number, end in
            let outline = outlines[number]
            let start = end - Int(outline.length)
            var hit = Hit(
                concept: Int(outline.concept), start: symbols[start] == .boundary ? start + 1 : start,
                end: outline.endsWithBoundary ? end - 1 : end)
            if !outline.isPlain {
                let pattern = patterns[number]
                guard opens(pattern, at: start, symbols), let last = finish(pattern, step: 0, at: hit.end, symbols)
                else { return }
                hit.end = last
                if let exact = pattern.exact, !stream.matches(hit, exact, in: text) { return }
            }
            hits.append(hit)
        }
    }

    private func opens(_ pattern: Pattern, at start: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        guard pattern.opening == .clitic else { return true }
        var first = start
        while first > 0, symbols[first - 1] != .boundary {
            first -= 1
            if start - first > ShortWord.limit { return false }
        }
        return first == start || isOne(of: clitics, symbols[first..<start])
    }

    private func isOne(of words: Set<ShortWord>, _ symbols: Slice<UnsafeBufferPointer<Symbol>>) -> Bool {
        ShortWord(UnsafeBufferPointer(rebasing: symbols)).map(words.contains) ?? false
    }

    /// Where the match ends if the rest of the pattern follows from `place` on.
    private func finish(
        _ pattern: Pattern, step: Int, at place: Int, _ symbols: UnsafeBufferPointer<Symbol>
    ) -> Int? {
        guard step < pattern.steps.count else { return ends(pattern, at: place, symbols) ? place : nil }
        switch pattern.steps[step] {
        case .restOfWord:
            return finish(pattern, step: step + 1, at: wordEnd(from: place, symbols), symbols)
        case .literal(let literal):
            guard follows(literal, at: place, symbols) else { return nil }
            return finish(pattern, step: step + 1, at: place + literal.count, symbols)
        case .gap(let afterWholeWord):
            if afterWholeWord && symbols[place] != .boundary { return nil }
            return finish(pattern, step: step + 1, afterGapFrom: place, symbols)
        }
    }

    /// A gap spends points: three a word, one a letter of a script without spaces; it ends with the sentence.
    private func finish(
        _ pattern: Pattern, step: Int, afterGapFrom place: Int, _ symbols: UnsafeBufferPointer<Symbol>
    ) -> Int? {
        var points = 15
        var place = place
        while place < symbols.count, points > 0 {
            if let end = finish(pattern, step: step, at: place, symbols) { return end }
            if symbols[place] == .boundary {
                // Two boundaries stand between sentences.
                if place > 0, symbols[place - 1] == .boundary { return nil }
                points -= 3
                place += 1
            } else if opensInsideWords(pattern.steps[step]) {
                // Inside a run without spaces every letter may be the one; a spaced word is passed whole.
                points -= 1
                place += 1
            } else {
                place = wordEnd(from: place, symbols)
            }
        }
        return nil
    }

    private func opensInsideWords(_ step: Pattern.Step) -> Bool {
        if case .literal(let literal) = step { return literal.first != .boundary }
        return false
    }

    private func ends(_ pattern: Pattern, at place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        switch pattern.ending {
        case .free: return true
        case .boundary: return place >= symbols.count || symbols[place] == .boundary
        case .particle:
            let end = wordEnd(from: place, symbols)
            return end == place || isOne(of: particles, symbols[place..<end])
        }
    }

    private func wordEnd(from place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Int {
        var place = place
        while place < symbols.count, symbols[place] != .boundary { place += 1 }
        return place
    }

    private func follows(_ literal: [Symbol], at place: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        guard place + literal.count <= symbols.count else { return false }
        for index in literal.indices where symbols[place + index] != literal[index] { return false }
        return true
    }
}
