package import NewsModel

/// What is kept of an article to find its copies by: a few keys, at least one of which two copies are likely to share.
package struct Sketch: Hashable, Sendable {
    /// Lookup keys, at most `maximumBands` of them, without repetition.
    package let bands: [UInt64]

    package static let maximumBands = 10

    /// Nil when the text is too short to judge.
    package init?(_ text: ArticleText) { self.init(ComparableText(text)) }

    /// As above, for a text that is prepared already.
    package init?(_ text: ComparableText) {
        var bands: [UInt64] = []
        func add(_ band: UInt64) {
            if !bands.contains(band) { bands.append(band) }
        }
        if let title = TitleKey.of(text.title) { add(Self.mixed(1, title)) }
        for opening in Self.clauseOpenings(of: text.text) { add(Self.mixed(2, opening)) }
        for least in Self.leastShingles(of: text.text) { add(Self.mixed(3, least)) }
        guard !bands.isEmpty else { return nil }
        self.bands = bands
    }

    /// Of a clause: five words, nine Chinese characters.
    private static let openingWeight = 100
    private static let maximumOpenings = 3

    /// The first words of the first clauses that are long enough to say something.
    ///
    /// They survive what copies do to a text: a dateline before it, an end cut off, a sentence put in front.
    private static func clauseOpenings(of tokens: [Token]) -> [UInt64] {
        var openings: [UInt64] = []
        var start = 0
        while start < tokens.count, openings.count < maximumOpenings {
            var mixer = Fingerprint.Mixer()
            var weight = 0
            var index = start
            repeat {
                if weight < openingWeight { mixer.mix(tokens[index].hash) }
                weight += tokens[index].weight
                index += 1
            } while index < tokens.count && tokens[index].after == .none
            if weight >= openingWeight { openings.append(mixer.finish()) }
            start = index
        }
        return openings
    }

    /// Of how many words from the beginning the least shingles are taken, and by how many hash functions.
    private static let reaches: [(words: Int, functions: UInt64)] = [
        (20, 1), (60, 2), (ComparableText.maximumTokens, 3),
    ]

    /// For each hash function the least hash among the shingles of the first words, of more words, of all.
    ///
    /// Two texts share a least hash with the probability of their resemblance (MinHash), and a text and its beginning share
    /// it where the beginning is one of the reaches. The same function serves all reaches, so that they match one another.
    private static func leastShingles(of tokens: [Token]) -> [UInt64] {
        let shingles = ComparableText.shingles(of: tokens, weight: 5 * Token.wordWeight)
        return reaches.flatMap { reach -> [UInt64] in
            var weight = 0
            let lead = tokens.prefix { token in
                weight += token.weight
                return weight <= reach.words * Token.wordWeight
            }
            return (0..<reach.functions).compactMap { function in
                shingles.prefix(lead.count).map { mixed(function, $0) }.min()
            }
        }
    }

    private static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var mixer = Fingerprint.Mixer()
        mixer.mix(first)
        mixer.mix(second)
        return mixer.finish()
    }
}
