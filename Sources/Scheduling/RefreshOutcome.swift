package import Foundation
package import NewsModel

/// How a refresh of one feed went, as far as the schedule is concerned.
package enum RefreshOutcome: Hashable, Sendable {
    /// 304, or the same document once more.
    case unchanged(AnswerTiming)
    case parsed(FeedReading, AnswerTiming)
    /// - Parameter retryAfter: From a 429 or 503; see `RetryAfter`.
    case failed(FeedFailure, retryAfter: Duration?)
}

/// What an answer's headers say about asking again, as the server wrote them.
package struct AnswerTiming: Hashable, Sendable {
    package var cacheControl: String?
    package var expires: String?
    package var date: String?
    /// Where an unbroken chain of permanent redirects led.
    package var permanentURL: String?
    /// A whole document came, the same or another; not a 304.
    package var isWhole: Bool

    package init(
        cacheControl: String? = nil,
        expires: String? = nil,
        date: String? = nil,
        permanentURL: String? = nil,
        isWhole: Bool
    ) {
        self.cacheControl = cacheControl
        self.expires = expires
        self.date = date
        self.permanentURL = permanentURL
        self.isWhole = isWhole
    }
}

/// What a document that was parsed tells about its feed's pace.
package struct FeedReading: Hashable, Sendable {
    /// One for each entry of the document, in any order; `nil` where the entry has none.
    package var entryDates: [Date?]
    /// How many of the entries were not known.
    package var newEntries: Int
    /// The new entries are a flood, see `FloodJudgement`.
    package var isFlood: Bool
    package var hints: PublisherHints

    package init(
        entryDates: [Date?],
        newEntries: Int,
        isFlood: Bool = false,
        hints: PublisherHints = PublisherHints()
    ) {
        self.entryDates = entryDates
        self.newEntries = newEntries
        self.isFlood = isFlood
        self.hints = hints
    }
}
