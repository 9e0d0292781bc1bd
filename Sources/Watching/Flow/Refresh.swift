import FeedParsing
import Fetching
import Foundation
package import NewsModel
import Scheduling
package import Storing

/// What became of one refresh.
package struct Refresh: Sendable {
    package enum Result: Sendable {
        case unchanged
        case fetched
        case failed(FeedFailure)
        /// The network is down; nothing was recorded.
        case postponed(FeedFailure)
        /// Cut short by the program's own end; nothing was recorded.
        case abandoned
        /// The store could not take it; the feed stays due.
        case notStored(StoreError)
    }

    /// As it is after the refresh.
    package let state: FeedState
    package let result: Result
    package let commit: CommitReport
    /// The server answered that it is asked too much.
    package let isRefusal: Bool

    init(state: FeedState, result: Result, commit: CommitReport = CommitReport(), isRefusal: Bool = false) {
        self.state = state
        self.result = result
        self.commit = commit
        self.isRefusal = isRefusal
    }
}

/// Why a refresh brought nothing, on its way to the feed's health.
struct RefreshFailure: Error {
    let kind: FeedFailure.Kind
    let reason: String
    /// As the server wrote it.
    var retryAfter: String?
    /// The server answered that it is asked too much.
    var isRefusal = false

    init(_ kind: FeedFailure.Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    init(_ error: FetchError) {
        kind = error.kind
        reason = error.description
        retryAfter = error.retryAfter
        isRefusal = error.asksForPatience
    }

    init(_ error: FeedParseError) {
        switch error {
        case .empty: kind = .empty
        case .htmlPage, .notAFeed, .notAJSONFeed, .notText: kind = .notAFeed
        case .blockedPage: kind = .blockedPage
        case .undecodable: kind = .charset
        }
        reason = error.description
    }

    func feedFailure(at now: Date) -> FeedFailure { FeedFailure(kind: kind, reason: reason, at: now) }
}

extension FetchAnswer {
    /// The document, or `nil` when the server says that it is unchanged.
    var content: [UInt8]? {
        switch body {
        case .unchanged: nil
        case .content(let bytes): bytes
        }
    }

    /// What the schedule needs of the answer.
    var timing: AnswerTiming {
        AnswerTiming(
            cacheControl: cacheControl, expires: expires, date: date, permanentURL: permanentURL,
            isWhole: content != nil)
    }
}
