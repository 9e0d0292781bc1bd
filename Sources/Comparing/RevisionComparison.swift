package import NewsModel

/// What changed between two versions of an article.
package enum RevisionComparison {
    /// Empty when no words changed: then it is no revision.
    package static func kinds(from old: ArticleText, to new: ArticleText) -> [RevisionKind] {
        let (before, after) = (Words(old), Words(new))
        var kinds: [RevisionKind] = []
        if before.title != after.title { kinds.append(.headline) }
        if before.lead != after.lead { kinds.append(.lead) }
        if before.body != after.body { kinds.append(.body) }
        guard !kinds.isEmpty else { return [] }
        if before.numbers != after.numbers { kinds.append(.numbers) }
        if isWithdrawn(before, after, new) {
            kinds.append(.withdrawn)
        } else if before.length >= 30, after.length * 5 < before.length * 2 {
            kinds.append(.shrunk)
        }
        return kinds
    }

    private struct Words {
        let title: [Token]
        let lead: [Token]
        let body: [Token]
        let numbers: [UInt64: Int]
        /// In words.
        let length: Int

        init(_ text: ArticleText) {
            let paragraphs = text.body.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: true)
            let summary = text.summary.isEmpty ? String(paragraphs.first ?? "") : text.summary
            title = Self.words(of: text.title)
            lead = Self.words(of: summary)
            let whole = Self.words(of: text.body)
            // Without a summary the first paragraph is the lead, and a change in it alone no change of the body.
            body = text.summary.isEmpty ? Self.words(of: paragraphs.count > 1 ? String(paragraphs[1]) : "") : whole
            let own = text.summary.isEmpty ? whole : Self.words(of: text.summary) + whole
            numbers = (title + own).filter { $0.kind == .number }.reduce(into: [:]) { $0[$1.hash, default: 0] += 1 }
            length = own.words
        }

        private static func words(of text: String) -> [Token] {
            VolatilePhrases.removed(from: Tokenizer.tokens(of: text))
        }
    }

    private static func isWithdrawn(_ before: Words, _ after: Words, _ new: ArticleText) -> Bool {
        guard before.length >= 10 else { return before.length > 0 && after.length == 0 && after.title.isEmpty }
        if after.length == 0 { return true }
        return after.length < 60 && after.length < before.length && RemovalNotice.isIn(new)
    }
}
