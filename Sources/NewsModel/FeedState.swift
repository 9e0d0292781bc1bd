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
    /// When an entry was last seen that was not known.
    package var lastNewEntry: Date?
    /// When the feed was last asked without validators.
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
}

/// How often a feed publishes, learnt from what it showed.
package struct Pace: Hashable, Sendable, Codable {
    /// A moving average; `nil` until two entries with different dates were seen.
    package var entriesPerDay: Double?
    /// How many entries the document holds.
    package var window: Int?
    /// The longest time between two entries that was usual so far, in seconds.
    package var usualSilenceSeconds: Double?
    /// The interval chosen last, in seconds.
    package var intervalSeconds: Double?

    package init() {}
}

/// What went wrong with a feed lately.
package struct FeedHealth: Hashable, Sendable, Codable {
    package var consecutiveFailures = 0
    package var lastFailure: FeedFailure?
    /// Since when `feed.failing` stands.
    package var failingSince: Date?
    /// Since when `feed.silent` stands.
    package var silentSince: Date?
    /// Since when `feed.flood` stands.
    package var floodSince: Date?
    /// 410 was answered: never asked again until the settings change its address.
    package var goneSince: Date?
    /// Where permanent redirects led, and how often in a row.
    package var movedTo: String?
    package var movedCount = 0

    package init() {}
}

/// Why a refresh brought nothing.
package struct FeedFailure: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case dns, connect, tls, timeout, status, gone, redirect, forbidden
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
