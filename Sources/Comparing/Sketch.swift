package import NewsModel

/// What is kept of an article to find its copies by: a few keys, at least one of which two copies are likely to share.
package struct Sketch: Hashable, Sendable {
    /// Lookup keys, at most ten, without repetition.
    package let bands: [UInt64]

    private static let version: UInt8 = 1
    private static let maximumBands = 10

    /// Nil when the text is too short to judge.
    package init?(_ text: ArticleText) { self.init(ComparableText(text)) }

    /// As above, for a text that is prepared already.
    package init?(_ words: ComparableText) {
        var bands: [UInt64] = []
        func add(_ kind: UInt64, _ value: UInt64) {
            var mixer = Fingerprint.Mixer()
            mixer.mix(kind)
            mixer.mix(value)
            let band = mixer.finish()
            if !bands.contains(band) { bands.append(band) }
        }
        if let title = TitleKey.of(words.title) { add(1, title) }
        for clause in Self.clauseOpenings(of: words.text) { add(2, clause) }
        for (kind, reach) in [(UInt64(3), 400), (4, 1200), (5, Int.max)] {
            let shingles = Self.shingles(of: words, within: reach)
            guard shingles.count >= 4 else { continue }
            for seed in 0..<UInt64(2) {
                let salt = (kind * 2 + seed) &* 0x9E37_79B9_7F4A_7C15
                if let least = shingles.map({ Fingerprint.fold($0 ^ salt, 0xD6E8_FEB8_6659_FD93) }).min() {
                    add(kind * 2 + seed, least)
                }
            }
        }
        guard !bands.isEmpty else { return nil }
        self.bands = Array(bands.prefix(Self.maximumBands))
    }

    /// From what `stored` gave; nil for another version or damaged bytes.
    package init?(stored bytes: [UInt8]) {
        guard bytes.first == Self.version, bytes.count % 8 == 1, bytes.count > 1,
            bytes.count <= 1 + 8 * Self.maximumBands
        else { return nil }
        bands = stride(from: 1, to: bytes.count, by: 8).map { start in
            bytes[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// At most 81 bytes, the first of them the version.
    package var stored: [UInt8] {
        [Self.version]
            + bands.flatMap { band in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: band >> $0) }
            }
    }

    /// The shingles within a weight of tokens from the beginning.
    private static func shingles(of words: ComparableText, within reach: Int) -> ArraySlice<UInt64> {
        var weight = 0
        let lead = words.text.prefix { token in
            weight += token.weight
            return weight <= reach
        }
        return words.shingles.prefix(lead.count)
    }

    /// The first words of the first three clauses that are long enough to say something.
    ///
    /// They survive what copies do to a text: a dateline before it, an end cut off, a sentence put in front.
    private static func clauseOpenings(of tokens: [Token]) -> [UInt64] {
        var openings: [UInt64] = []
        var start = 0
        while start < tokens.count, openings.count < 3 {
            var mixer = Fingerprint.Mixer()
            var weight = 0
            var index = start
            while index < tokens.count, index == start || tokens[index].after == .none {
                if weight < 120 { mixer.mix(tokens[index].hash) }
                weight += tokens[index].weight
                index += 1
            }
            if weight >= 100 { openings.append(mixer.finish()) }
            start = index
        }
        return openings
    }
}
