package import Foundation

/// What an analyst thinks of a verdict.
package enum AnalystMark: String, Hashable, Sendable, CaseIterable {
    case right, wrong, unsure
}

/// A mark read back from an edited digest.
package struct VerdictMark: Hashable, Sendable {
    package var article: ArticleID
    package var mark: AnalystMark

    package init(article: ArticleID, mark: AnalystMark) {
        self.article = article
        self.mark = mark
    }
}

/// A mark with the verdict that it is about.
package struct Review: Hashable, Sendable {
    package var article: ArticleID
    package var mark: AnalystMark
    /// What the verdict said when the mark came in.
    package var relevance: Relevance
    /// The topic file's name and version that the verdict was made by.
    package var topic: String
    package var at: Date

    package init(article: ArticleID, mark: AnalystMark, relevance: Relevance, topic: String, at: Date) {
        self.article = article
        self.mark = mark
        self.relevance = relevance
        self.topic = topic
        self.at = at
    }
}
