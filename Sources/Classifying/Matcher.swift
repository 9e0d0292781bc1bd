/// Finds every form of a lexicon in a text in one pass.
struct Matcher: Sendable {
    /// Where a concept was found, as places in a `SymbolStream`.
    struct Hit: Hashable, Sendable {
        var concept: Int
        var start: Int
        var end: Int
    }

    /// What is looked at for every word that the automaton finds.
    private struct Outline {
        let concept: UInt16
        let length: UInt16
        /// Whether the last symbol is the boundary behind the word.
        let endsWithBoundary: Bool
        /// Whether something has to be checked, see the pattern.
        let isPlain: Bool
        let takesClitics: Bool
        let isExact: Bool

        init(_ pattern: Pattern) {
            concept = UInt16(pattern.concept)
            let word = pattern.word
            length = UInt16(word.count)
            endsWithBoundary = word.last == .boundary
            isPlain = pattern.isPlain
            takesClitics = pattern.opening == .clitic
            isExact = pattern.exact != nil
        }
    }

    let table: SymbolTable
    private let automaton: Automaton
    private let outlines: [Outline]
    private let tails: PatternTails
    private let clitics: ShortWordSet
    /// The bytes that exact forms must match in the original, by the place of their outline.
    private let exact: [Int: [UInt8]]

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
        outlines = patterns.map(Outline.init)
        exact = Dictionary(
            uniqueKeysWithValues: patterns.enumerated().compactMap { place, pattern in
                pattern.exact.map { (place, $0) }
            })
        let afterClitics = patterns.filter { $0.opening == .clitic }
        automaton = Automaton(
            words: patterns.map(\.word), afterClitics: afterClitics.map(\.word),
            clitics: Affixes.arabicClitics.map { $0.unicodeScalars.map(alphabet.symbol) },
            symbolCount: alphabet.count)
        let openers = Set(patterns.filter { $0.opening != .clitic }.compactMap(\.head.first)).subtracting([.boundary])
        table = SymbolTable(alphabet: alphabet, openers: openers)
        tails = PatternTails(
            patterns, particles: ShortWordSet(Affixes.koreanParticles.compactMap { ShortWord($0, alphabet) }))
        clitics = ShortWordSet(Affixes.arabicClitics.compactMap { ShortWord($0, alphabet) })
    }

    /// Adds the hits in the order in which they end.
    ///
    /// - Parameter arrivals: Memory to work in.
    func find(
        in stream: borrowing SymbolStream, of text: ArticleBytes, using arrivals: inout [Automaton.Arrival],
        into hits: inout [Hit]
    ) {
        let symbols = stream.symbols
        automaton.scan(symbols, starts: stream.starts, possible: stream.possible, arrivals: &arrivals) { number, end in
            let outline = outlines[number]
            let start = end - Int(outline.length)
            var hit = Hit(
                concept: Int(outline.concept), start: symbols[start] == .boundary ? start + 1 : start,
                end: outline.endsWithBoundary ? end - 1 : end)
            if !outline.isPlain {
                guard !outline.takesClitics || opens(at: start, symbols),
                    let last = tails.end(of: number, from: hit.end, symbols)
                else { return }
                hit.end = last
                if outline.isExact, let exact = exact[number], !stream.matches(hit, exact, in: text) { return }
            }
            hits.append(hit)
        }
    }

    /// Whether a word of the text begins here, or before the clitic that goes before this place.
    private func opens(at start: Int, _ symbols: UnsafeBufferPointer<Symbol>) -> Bool {
        var first = start
        while first > 0, symbols[first - 1] != .boundary {
            first -= 1
            if start - first > ShortWord.limit { return false }
        }
        return first == start
            || ShortWord(UnsafeBufferPointer(rebasing: symbols[first..<start])).map(clitics.contains) ?? false
    }
}
