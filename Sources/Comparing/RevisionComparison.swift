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
            title = Self.words(of: text.title[...])
            if text.summary.isEmpty {
                let content = text.body.drop(while: \.isNewline)
                let newline = content.utf8.firstIndex(of: 0x0A) ?? content.endIndex
                let paragraph = Self.words(of: content[..<newline])
                lead = Array(paragraph.prefix(Self.longestLead))
                body = paragraph.dropFirst(Self.longestLead) + Self.words(of: content[newline...])
            } else {
                lead = Self.words(of: text.summary[...])
                body = Self.words(of: text.body[...])
            }
            numbers = (title + lead + body).reduce(into: [:]) { counts, token in
                if token.kind == .number { counts[token.hash, default: 0] += 1 }
            }
            length = lead.words + body.words
        }

        /// In tokens: where the first paragraph is longer, only its beginning is the lead.
        private static let longestLead = 60

        private static func words(of text: Substring) -> [Token] {
            VolatilePhrases.removed(from: Tokenizer.tokens(of: String(text)))
        }
    }

    private static func isWithdrawn(_ before: Words, _ after: Words, _ new: ArticleText) -> Bool {
        guard before.length >= 10 else { return before.length > 0 && after.length == 0 && after.title.isEmpty }
        if after.length == 0 { return true }
        return after.length < 60 && after.length < before.length && RemovalNotice.isIn(new)
    }
}
