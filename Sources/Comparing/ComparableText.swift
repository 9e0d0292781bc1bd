import NewsModel

/// The words of an article as copies are compared: title and running text apart, teaser endings cut off.
struct ComparableText {
    let title: [Token]
    /// Summary and body; the summary only where the body does not begin with it.
    let text: [Token]

    /// Longer texts are compared by their beginning.
    static let maximumTokens = 3000

    init(_ article: ArticleText) {
        title = VolatilePhrases.removed(from: Tokenizer.tokens(of: article.title, limit: 200))
        let body = Self.tokens(of: article.body)
        let summary = Self.tokens(of: article.summary)
        text = Self.isCovered(summary, by: body) ? body : summary + body
    }

    private static func tokens(of text: String) -> [Token] {
        VolatilePhrases.removed(
            from: Tokenizer.tokens(of: TeaserEnding.removed(from: text), limit: maximumTokens)
        )
    }

    private static func isCovered(_ summary: [Token], by body: [Token]) -> Bool {
        guard !summary.isEmpty, !body.isEmpty else { return summary.isEmpty }
        let known = Set(body.prefix(3 * summary.count + 100).map(\.hash))
        return summary.count { known.contains($0.hash) } * 10 >= summary.count * 9
    }

    /// The hashes of overlapping runs of tokens: three words, five Chinese characters and so on.
    static func shingles(of tokens: some Collection<Token>) -> [UInt64] {
        let tokens = Array(tokens)
        var shingles: [UInt64] = []
        for start in tokens.indices {
            var mixer = Fingerprint.Mixer()
            var weight = 0
            var index = start
            while weight < Token.shingleWeight, index < tokens.count {
                mixer.mix(tokens[index].hash)
                weight += tokens[index].weight
                index += 1
            }
            guard weight >= Token.shingleWeight else { break }
            shingles.append(mixer.finish())
        }
        return shingles
    }
}

extension Collection<Token> {
    /// How much text it is, in words; a character of an unspaced script counts as a part of one.
    var words: Int { reduce(0) { $0 + $1.weight } / 20 }
}
