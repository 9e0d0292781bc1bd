package import NewsModel
package import Storing

/// What a changed topic makes of one stored article.
package struct VerdictDifference: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case nowOnTopic
        case noLongerOnTopic
        /// Between related and off topic.
        case otherRelevance
        case tags
        case scoreAlone
    }

    package let article: JudgedArticle
    package let new: Verdict
    package let kind: Kind
    package let tagsAdded: [String]
    package let tagsRemoved: [String]

    /// Nil when the verdict says the same as before.
    package init?(_ article: JudgedArticle, _ new: Verdict) {
        self.article = article
        self.new = new
        tagsAdded = new.tags.filter { !article.tags.contains($0) }
        tagsRemoved = article.tags.filter { !new.tags.contains($0) }
        switch (article.relevance, new.relevance) {
        case (new.relevance, _):
            if !tagsAdded.isEmpty || !tagsRemoved.isEmpty {
                kind = .tags
            } else if article.score != new.score {
                kind = .scoreAlone
            } else {
                return nil
            }
        case (_, .onTopic): kind = .nowOnTopic
        case (.onTopic, _): kind = .noLongerOnTopic
        default: kind = .otherRelevance
        }
    }
}

/// How many articles a changed topic judges differently.
package struct VerdictDifferences: Hashable, Sendable {
    package var judged = 0
    package var counts: [VerdictDifference.Kind: Int] = [:]
    /// Articles that cannot be judged, since retention dropped their text.
    package var dropped = 0

    package var unchanged: Int { judged - counts.values.reduce(0, +) }
}
