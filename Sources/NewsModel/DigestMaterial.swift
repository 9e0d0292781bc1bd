package import Foundation

/// Everything that a digest tells, read from the journal and the store in one consistent view.
package struct DigestMaterial: Hashable, Sendable {
    package var from: Date
    package var to: Date
    /// When the digest before was written; `nil` for the first one.
    package var lastDigest: Date?
    package var stories: [DigestStory] = []
    /// Articles whose score stayed just under the threshold.
    package var nearMisses: [Article] = []
    package var troubledFeeds: [FeedState] = []
    /// Endpoints with deliveries that failed or died, and how many.
    package var troubledEndpoints: [TroubledEndpoint] = []
    package var coverage = Coverage()

    package init(from: Date, to: Date) {
        self.from = from
        self.to = to
    }
}

package struct DigestStory: Hashable, Sendable {
    package var story: Story
    /// The articles, the first one first.
    package var articles: [Article]
    /// Revisions within the window, by article.
    package var revisions: [DigestRevision]
    /// Nothing of it stood in an earlier digest.
    package var isNew: Bool

    package init(story: Story, articles: [Article], revisions: [DigestRevision] = [], isNew: Bool) {
        self.story = story
        self.articles = articles
        self.revisions = revisions
        self.isNew = isNew
    }
}

package struct DigestRevision: Hashable, Sendable {
    package var article: ArticleID
    package var feed: String
    package var at: Date
    package var revision: RevisionSnapshot

    package init(article: ArticleID, feed: String, at: Date, revision: RevisionSnapshot) {
        self.article = article
        self.feed = feed
        self.at = at
        self.revision = revision
    }
}

package struct TroubledEndpoint: Hashable, Sendable {
    package var name: String
    package var pending: Int
    package var dead: Int
    package var lastError: String?

    package init(name: String, pending: Int, dead: Int, lastError: String?) {
        self.name = name
        self.pending = pending
        self.dead = dead
        self.lastError = lastError
    }
}

/// Proof that the watch ran: what was asked and seen within a digest's window.
package struct Coverage: Hashable, Sendable {
    /// Feeds that are enabled.
    package var feeds = 0
    package var fetched = 0
    package var unchanged = 0
    package var failed = 0
    /// Articles that are new within the window.
    package var newArticles = 0
    package var relevance: [Relevance: Int] = [:]

    package init() {}
}
