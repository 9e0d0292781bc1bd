package import Foundation

/// One refresh of one feed, as it is committed: all of it or nothing.
package struct FeedPass: Hashable, Sendable {
    /// How the refresh went, for the count of what the watch did.
    package enum Outcome: Hashable, Sendable {
        /// The feed gave a document that was read.
        case fetched
        /// The feed gave nothing new: "not modified", or the same body as before.
        case unchanged
        case failed
    }

    /// The feed as it is after the refresh: validators, due time, pace, health.
    package var state: FeedState
    /// Entries that are new or written differently; known ones are left out and cost nothing.
    package var articles: [IncomingArticle]
    package var events: [FeedEvent]
    /// Record the articles without alerts: the feed's first import, a backfill or a flood.
    package var quiet: Bool
    package var outcome: Outcome
    package var at: Date

    package init(
        state: FeedState,
        articles: [IncomingArticle] = [],
        events: [FeedEvent] = [],
        quiet: Bool = false,
        outcome: Outcome = .fetched,
        at: Date
    ) {
        self.state = state
        self.articles = articles
        self.events = events
        self.quiet = quiet
        self.outcome = outcome
        self.at = at
    }
}

/// What a commit did.
package struct CommitReport: Hashable, Sendable {
    package var newArticles = 0
    package var revisedArticles = 0
    package var knownArticles = 0
    /// Of the new articles.
    package var relevance: [Relevance: Int] = [:]
    package var newStories = 0
    package var updatedStories = 0
    package var deliveries = 0
    /// Records of the journal.
    package var changes = 0

    package init() {}

    package static func += (sum: inout CommitReport, other: CommitReport) {
        sum.newArticles += other.newArticles
        sum.revisedArticles += other.revisedArticles
        sum.knownArticles += other.knownArticles
        sum.relevance.merge(other.relevance, uniquingKeysWith: +)
        sum.newStories += other.newStories
        sum.updatedStories += other.updatedStories
        sum.deliveries += other.deliveries
        sum.changes += other.changes
    }
}
