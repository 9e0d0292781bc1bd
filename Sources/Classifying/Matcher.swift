import NewsModel

/// Finds every form of a lexicon in a text in one pass.
struct Matcher: Sendable {
    /// Where a concept was found, as places in a `SymbolStream`.
    struct Hit: Hashable, Sendable {
        var concept: Int
        var start: Int
        var end: Int
    }

    private struct Outline {
        let concept: Int
        let headCount: Int
        /// Nothing but the head and the end of the word has to be checked.
        let isPlain: Bool
        let ending: Pattern.Ending
    }

    let table: SymbolTable
    let automaton: Automaton
    let patterns: [Pattern]
    /// What is looked at for every word that the automaton finds, apart from `patterns`, whose arrays are counted.
    private let outlines: [Outline]
    private let particles: Set<[Symbol]>
    private let clitics: Set<[Symbol]>
    private let longestAffix = 4

    /// - Parameter concepts: The forms of each concept; a hit names the concept by its place here.
    init(concepts: [[Form]]) {
        let affixes = Affixes.koreanParticles + Affixes.arabicClitics
        var letters = Set(affixes.flatMap(\.unicodeScalars))
        for forms in concepts {
            for form in forms { letters.formUnion(form.letters) }
        }
        let table = SymbolTable(letters: letters)
        self.table = table
        patterns = concepts.enumerated().flatMap { concept, forms in
            Pattern.withoutRepeats(forms.flatMap { Pattern.patterns(of: $0, concept: concept, table: table) })
        }
        outlines = patterns.map { pattern in
            Outline(
                concept: pattern.concept, headCount: pattern.head.count,
                isPlain: pattern.steps.isEmpty && pattern.opening == .asIs && pattern.exact == nil
                    && pattern.ending != .particle,
                ending: pattern.ending)
        }
        automaton = Automaton(words: patterns.map(\.head), symbolCount: table.count)
        particles = Set(Affixes.koreanParticles.map { $0.unicodeScalars.map { table.symbol($0) ?? .stranger } })
        clitics = Set(Affixes.arabicClitics.map { $0.unicodeScalars.map { table.symbol($0) ?? .stranger } })
    }

    /// The hits in the order in which they end.
    func hits(in stream: borrowing SymbolStream, of text: ArticleText) -> [Hit] {
        var hits: [Hit] = []
        let symbols = stream.symbols
        outlines.withUnsafeBufferPointer { outlines in
            patterns.withUnsafeBufferPointer { patterns in
                automaton.scan(symbols) { number, end in
                    let outline = outlines[number]
                    let start = end - outline.headCount
                    let first = symbols[start] == .boundary ? start + 1 : start
                    if outline.isPlain {
                        guard outline.ending == .free || symbols[end] == .boundary else { return }
                        hits.append(Hit(concept: outline.concept, start: first, end: end))
                    } else if let last = lastSymbol(of: patterns[number], from: start, to: end, symbols) {
                        let hit = Hit(concept: outline.concept, start: first, end: last)
                        if let exact = patterns[number].exact, !stream.matches(hit, exact, in: text) { return }
                        hits.append(hit)
                    }
                }
            }
        }
        return hits
    }

    private func lastSymbol(
        of pattern: Pattern, from start: Int, to end: Int, _ symbols: UnsafeBufferPointer<Symbol>
    ) -> Int? {
        guard opens(pattern, at: start, symbols) else { return nil }
        return finish(pattern, step: 0, at: end, symbols)
    }

    private func opens(_ pattern: Pattern, at start: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        guard pattern.opening == .clitic else { return true }
        var first = start
        while first > 0, symbols[first - 1] != .boundary {
            first -= 1
            if start - first > longestAffix { return false }
        }
        return first == start || clitics.contains(Array(symbols[first..<start]))
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
            } else {
                let next = wordEnd(from: place, symbols)
                // Inside a run without spaces every letter may be the one; a spaced word is passed whole.
                if opensInsideWords(pattern.steps[step]) {
                    points -= 1
                    place += 1
                } else {
                    place = next
                }
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
            guard end > place else { return true }
            return end - place <= longestAffix && particles.contains(Array(symbols[place..<end]))
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
