package import NewsModel

/// An article prepared for comparing: its words, without boilerplate, teaser endings and volatile phrases.
///
/// Preparing costs more than one comparison; an article that is held against several candidates is prepared once.
package struct ComparableText: Sendable {
    /// The title without the marks that outlets put at its ends.
    let title: [Token]
    /// Summary and body; the summary only where the body does not begin with it.
    let text: [Token]

    /// Longer texts are compared by their beginning.
    static let maximumTokens = 3000

    package init(_ article: ArticleText) {
        title = TitleKey.core(of: article.title)
        let body = Self.tokens(of: article.body)
        let summary = Self.tokens(of: article.summary)
        text = Self.isCovered(summary, by: body) ? body : summary + body
    }

    private static func tokens(of text: String) -> [Token] {
        guard !text.isEmpty else { return [] }
        var text = text.composed
        let tokens = text.withUTF8 { bytes in
            let kept = UnsafeBufferPointer(rebasing: bytes[..<TeaserEnding.start(in: bytes)])
            return Tokenizer.tokens(ofComposed: kept, limit: maximumTokens)
        }
        return Boilerplate.removed(from: VolatilePhrases.removed(from: tokens))
    }

    private static func isCovered(_ summary: [Token], by body: [Token]) -> Bool {
        guard !summary.isEmpty, !body.isEmpty else { return summary.isEmpty }
        let known = HashSet(body.prefix(3 * summary.count + 100).map(\.hash))
        return summary.count { known.contains($0.hash) } * 10 >= summary.count * 9
    }

    /// Of the text: every run of three words, five Chinese characters and so on.
    var shingles: [UInt64] { Self.shingles(of: text) }

    /// One hash for each token at which a full run begins, in order.
    static func shingles(of tokens: [Token], weight full: Int = 3 * Token.wordWeight) -> [UInt64] {
        var shingles: [UInt64] = []
        shingles.reserveCapacity(tokens.count)
        for start in tokens.indices {
            var mixer = Fingerprint.Mixer()
            var weight = 0
            var index = start
            while weight < full, index < tokens.count {
                mixer.mix(tokens[index].hash)
                weight += tokens[index].weight
                index += 1
            }
            guard weight >= full else { break }
            shingles.append(mixer.finish())
        }
        return shingles
    }
}

extension Collection<Token> {
    /// How much text it is, in words; a character of an unspaced script counts as a part of one.
    var words: Int { reduce(0) { $0 + $1.weight } / Token.wordWeight }
}
