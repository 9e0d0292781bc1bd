package import Foundation

/// Everything that a digest tells, read from the journal and the store in one consistent view.
package struct DigestMaterial: Hashable, Sendable {
    package var from: Date
    package var to: Date
    /// When the digest before was written; `nil` for the first one.
    package var lastDigest: Date?
    package var stories: [DigestStory] = []
    /// Further stories on topic that are only counted.
    package var omittedStories = 0
    /// Articles whose score stayed just under the threshold.
    package var nearMisses: [Article] = []
    package var troubledFeeds: [FeedState] = []
    /// Endpoints with deliveries that failed or died, and how many.
    package var troubledEndpoints: [TroubledEndpoint] = []
    /// Endpoints that were down and came back within the window.
    package var recoveredEndpoints: [EndpointSnapshot] = []
    package var silence = Silence()
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
    /// When the first of the tries failed that have failed in a row; `nil` when the last one succeeded.
    package var failingSince: Date?
    /// It answered that it wants nothing any more.
    package var isDisabled: Bool

    package init(
        name: String,
        pending: Int,
        dead: Int,
        lastError: String?,
        failingSince: Date? = nil,
        isDisabled: Bool = false
    ) {
        self.name = name
        self.pending = pending
        self.dead = dead
        self.lastError = lastError
        self.failingSince = failingSince
        self.isDisabled = isDisabled
    }
}

/// What was kept from people on purpose, so that silence is never unexplained.
package struct Silence: Hashable, Sendable {
    /// Alerts that wait now.
    package struct Held: Hashable, Sendable {
        package var endpoint: String
        package var reason: Hold
        package var count: Int
        /// When the first of them goes out.
        package var until: Date

        package init(endpoint: String, reason: Hold, count: Int, until: Date) {
            self.endpoint = endpoint
            self.reason = reason
            self.count = count
            self.until = until
        }
    }

    /// Alerts within the window that went out as one message.
    package struct Gathered: Hashable, Sendable {
        package var endpoint: String
        package var reason: Hold
        package var alerts: Int
        package var messages: Int

        package init(endpoint: String, reason: Hold, alerts: Int, messages: Int) {
            self.endpoint = endpoint
            self.reason = reason
            self.alerts = alerts
            self.messages = messages
        }
    }

    /// A mute that stands or silenced something within the window, and how many alerts it silenced there.
    package struct Muted: Hashable, Sendable {
        package var mute: Mute
        /// The title of a muted story.
        package var title: String?
        package var alerts: Int
        /// Whether it still stands.
        package var stands: Bool

        package init(mute: Mute, title: String?, alerts: Int, stands: Bool) {
            self.mute = mute
            self.title = title
            self.alerts = alerts
            self.stands = stands
        }
    }

    package var held: [Held] = []
    package var gathered: [Gathered] = []
    package var muted: [Muted] = []

    package init() {}

    package var isEmpty: Bool { held.isEmpty && gathered.isEmpty && muted.isEmpty }
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
