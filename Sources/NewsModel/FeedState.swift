package import Foundation

/// What is remembered of a feed between two refreshes.
package struct FeedState: Hashable, Sendable, Identifiable {
    package var id: FeedID
    package var feed: Feed
    /// What the feed calls itself.
    package var title: String?
    package var validators: Validators?
    /// A hash of the last body that was parsed; `nil` before the first.
    package var bodyFingerprint: UInt64?
    package var due: Date
    package var lastAttempt: Date?
    package var lastSuccess: Date?
    /// When an entry was last seen that was not known; after the first document, the date of its newest entry.
    package var lastNewEntry: Date?
    /// When a whole document last came, or was last asked for without validators.
    package var lastUnconditional: Date?
    package var pace = Pace()
    package var hints = PublisherHints()
    package var health = FeedHealth()
    package var encoding: TextEncoding?

    package init(id: FeedID, feed: Feed, due: Date) {
        self.id = id
        self.feed = feed
        self.due = due
    }

    /// The address to ask: the settings' one, or where it has moved to for good.
    package var address: String {
        guard let move = health.move, move.from == feed.url else { return feed.url }
        return move.to
    }

    /// Takes the feed as the settings describe it now.
    ///
    /// Another address is another document: what was learnt of the old one's answers is forgotten, a `feed.gone` ends, and
    /// the feed is due at once.
    package mutating func adopt(_ feed: Feed, at now: Date) {
        if feed.url != self.feed.url {
            validators = nil
            bodyFingerprint = nil
            lastUnconditional = nil
            hints = PublisherHints()
            health = FeedHealth()
            due = now
        }
        self.feed = feed
    }
}

/// How often a feed publishes, learnt from what it showed.
package struct Pace: Hashable, Sendable, Codable {
    /// A moving average; `nil` until two entries with different dates, or new entries on a later day, were seen.
    package var entriesPerDay: Double?
    /// How many entries the document holds.
    package var window: Int?
    /// The longest time between two entries that was usual so far, in seconds.
    package var usualSilenceSeconds: Double?
    /// The interval chosen last, in seconds.
    package var intervalSeconds: Double?
    /// When an answer last held nothing that was known, so that entries may have come and gone unseen before it.
    package var lastOverflow: Date?

    package init() {}
}

/// What went wrong with a feed lately.
package struct FeedHealth: Hashable, Sendable, Codable {
    package var consecutiveFailures = 0
    package var lastFailure: FeedFailure?
    /// When the first of the consecutive failures was.
    package var failuresBegan: Date?
    /// Since when `feed.failing` stands.
    package var failingSince: Date?
    /// Since when `feed.silent` stands.
    package var silentSince: Date?
    /// Since when `feed.flood` stands.
    package var floodSince: Date?
    /// 410 was answered: never asked again until the settings change its address.
    package var goneSince: Date?
    /// Where permanent redirects led from the address that is asked, and how often in a row.
    package var movedTo: String?
    package var movedCount = 0
    /// A move that is believed, since `feed.moved`.
    package var move: FeedMove?
    /// The server asked (429 or 503 with Retry-After) that its whole host be left alone until then.
    package var heldUntil: Date?

    package init() {}
}

/// Where a feed is read instead of at the address in the settings.
package struct FeedMove: Hashable, Sendable, Codable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// Why a refresh brought nothing.
package struct FeedFailure: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case dns, connect, tls, timeout
        /// A status that is no success, 410 excepted.
        case status
        /// 410.
        case gone
        case redirect
        /// Our own rules forbid the address or its scheme.
        case forbidden
        /// A test for browsers, or a web page, where the feed should be.
        case blockedPage = "blocked_page"
        case tooLarge = "too_large"
        case notAFeed = "not_a_feed"
        case charset, empty, missing, other
    }

    package var kind: Kind
    /// In words, for people: what happened and, where it helps, what to do.
    package var reason: String
    package var at: Date

    package init(kind: Kind, reason: String, at: Date) {
        self.kind = kind
        self.reason = reason
        self.at = at
    }
}

/// A change in a feed's condition, for the journal.
package struct FeedEvent: Hashable, Sendable {
    package var kind: ChangeKind
    package var snapshot: FeedSnapshot

    package init(kind: ChangeKind, snapshot: FeedSnapshot) {
        self.kind = kind
        self.snapshot = snapshot
    }
}
