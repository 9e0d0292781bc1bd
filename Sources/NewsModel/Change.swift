package import Foundation

/// A difference between two states of the world.
package enum ChangeKind: String, Hashable, Sendable, Codable, CaseIterable {
    case articleNew = "article.new"
    case articleRevised = "article.revised"
    case storyNew = "story.new"
    case storyUpdated = "story.updated"
    case feedFailing = "feed.failing"
    case feedSilent = "feed.silent"
    case feedRecovered = "feed.recovered"
    case feedMoved = "feed.moved"
    case feedGone = "feed.gone"
    case feedFlood = "feed.flood"
    case endpointFailing = "endpoint.failing"
    case endpointRecovered = "endpoint.recovered"
    case digestReady = "digest.ready"
}

/// One record of the journal: numbered, immutable, and all that a reader of the journal needs.
package struct Change: Hashable, Sendable, Identifiable {
    package var id: ChangeID
    package var kind: ChangeKind
    package var at: Date
    /// The name of the feed that brought it.
    package var feed: String?
    /// Recorded without an alert: a first import, a backfill, a flood.
    package var quiet: Bool
    package var detail: ChangeDetail

    package init(id: ChangeID, kind: ChangeKind, at: Date, feed: String?, quiet: Bool, detail: ChangeDetail) {
        self.id = id
        self.kind = kind
        self.at = at
        self.feed = feed
        self.quiet = quiet
        self.detail = detail
    }
}

/// The facts of a change as they were when it happened.
package struct ChangeDetail: Hashable, Sendable, Codable {
    package var story: StorySnapshot?
    package var article: ArticleSnapshot?
    package var relevance: Relevance?
    package var score: Double?
    package var tags: [String]?
    /// Of `tags`, those that the story did not have before.
    package var newTags: [String]?
    package var evidence: [Evidence]?
    package var revision: RevisionSnapshot?
    package var feed: FeedSnapshot?
    package var endpoint: EndpointSnapshot?
    package var digest: DigestSnapshot?

    package init(
        story: StorySnapshot? = nil,
        article: ArticleSnapshot? = nil,
        relevance: Relevance? = nil,
        score: Double? = nil,
        tags: [String]? = nil,
        newTags: [String]? = nil,
        evidence: [Evidence]? = nil,
        revision: RevisionSnapshot? = nil,
        feed: FeedSnapshot? = nil,
        endpoint: EndpointSnapshot? = nil,
        digest: DigestSnapshot? = nil
    ) {
        self.story = story
        self.article = article
        self.relevance = relevance
        self.score = score
        self.tags = tags
        self.newTags = newTags
        self.evidence = evidence
        self.revision = revision
        self.feed = feed
        self.endpoint = endpoint
        self.digest = digest
    }
}

package struct StorySnapshot: Hashable, Sendable, Codable {
    package var id: StoryID
    package var title: String
    package var firstSeen: Date
    /// How many articles it had.
    package var articles: Int
    package var outlets: [String]

    package init(id: StoryID, title: String, firstSeen: Date, articles: Int, outlets: [String]) {
        self.id = id
        self.title = title
        self.firstSeen = firstSeen
        self.articles = articles
        self.outlets = outlets
    }
}

package struct ArticleSnapshot: Hashable, Sendable, Codable {
    package var id: ArticleID
    package var url: String?
    package var title: String
    package var feed: String
    package var published: Date?
    package var language: String?
    /// The beginning of the text, at most 500 characters.
    package var summary: String?

    package init(
        id: ArticleID,
        url: String?,
        title: String,
        feed: String,
        published: Date? = nil,
        language: String? = nil,
        summary: String? = nil
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.feed = feed
        self.published = published
        self.language = language
        self.summary = summary
    }
}

package struct RevisionSnapshot: Hashable, Sendable, Codable {
    package var number: Int
    package var kinds: [RevisionKind]
    /// The word diff, long runs of unchanged words shortened.
    package var diff: [DiffSegment]

    package init(number: Int, kinds: [RevisionKind], diff: [DiffSegment]) {
        self.number = number
        self.kinds = kinds
        self.diff = diff
    }
}

package struct FeedSnapshot: Hashable, Sendable, Codable {
    package var name: String
    package var url: String
    /// In words, for people.
    package var reason: String?
    /// How many refreshes in a row failed.
    package var failures: Int?
    /// Since when the incident lasts.
    package var since: Date?
    /// Where a moved feed answers now.
    package var movedTo: String?
    /// How many entries a flood held.
    package var entries: Int?

    package init(
        name: String,
        url: String,
        reason: String? = nil,
        failures: Int? = nil,
        since: Date? = nil,
        movedTo: String? = nil,
        entries: Int? = nil
    ) {
        self.name = name
        self.url = url
        self.reason = reason
        self.failures = failures
        self.since = since
        self.movedTo = movedTo
        self.entries = entries
    }
}

/// An endpoint that stays down, or is back.
package struct EndpointSnapshot: Hashable, Sendable, Codable {
    package var name: String
    /// The last answer, in words for people.
    package var reason: String?
    /// How many tries in a row failed.
    package var failures: Int
    /// When the first of them did.
    package var since: Date

    package init(name: String, reason: String?, failures: Int, since: Date) {
        self.name = name
        self.reason = reason
        self.failures = failures
        self.since = since
    }
}

/// A digest that is to be sent: which window it tells, so that every try tells the same.
package struct DigestSnapshot: Hashable, Sendable, Codable {
    package var from: Date
    package var to: Date
    /// When the digest before was made; `nil` for the first one.
    package var previous: Date?

    package init(from: Date, to: Date, previous: Date?) {
        self.from = from
        self.to = to
        self.previous = previous
    }
}
