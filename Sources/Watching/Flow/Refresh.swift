import FeedParsing
import Fetching
import Foundation
package import NewsModel
import Scheduling
package import Storing

/// What became of one refresh: first as the server answered, then as it was stored.
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
    /// What storing it did; empty before that.
    package private(set) var commit = CommitReport()
    /// The server answered that it is asked too much.
    let isRefusal: Bool
    /// What is still to be stored; `nil` when it is, or when nothing is recorded.
    private(set) var pass: PreparedPass?
    /// How much memory it holds until it is stored, roughly, in bytes.
    let weight: Int
    /// Entries that are not in the pass because they are known just so.
    private let known: Int

    init(state: FeedState, result: Result, pass: FeedPass? = nil, known: Int = 0, isRefusal: Bool = false) {
        self.state = state
        self.result = result
        self.pass = pass.map(PreparedPass.init)
        weight = self.pass?.weight ?? 0
        self.known = known
        self.isRefusal = isRefusal
    }

    /// The same, after its pass was committed.
    func stored(_ report: CommitReport) -> Refresh {
        var refresh = self
        refresh.pass = nil
        refresh.commit = report
        refresh.commit.knownArticles += known
        return refresh
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
