package import Foundation

/// Articles that are copies of one text, told as one.
package struct Story: Hashable, Sendable, Identifiable {
    package var id: StoryID
    /// The title of the article that came first.
    package var title: String
    package var firstSeen: Date
    /// When an article last joined or changed.
    package var lastChanged: Date
    package var relevance: Relevance
    /// The highest score among the articles.
    package var score: Double
    /// All tags of all articles, in the order in which they came.
    package var tags: [String]
    /// The articles, the first one first.
    package var articles: [ArticleID]
    /// Names of the feeds that carried it, the first one first.
    package var outlets: [String]

    package init(
        id: StoryID,
        title: String,
        firstSeen: Date,
        lastChanged: Date,
        relevance: Relevance,
        score: Double,
        tags: [String],
        articles: [ArticleID],
        outlets: [String]
    ) {
        self.id = id
        self.title = title
        self.firstSeen = firstSeen
        self.lastChanged = lastChanged
        self.relevance = relevance
        self.score = score
        self.tags = tags
        self.articles = articles
        self.outlets = outlets
    }
}
