package import Foundation
package import NewsModel

/// Whether to ask "has it changed?" or for the whole document.
package enum Revalidation {
    /// Some servers answer 304 to anything; after this long without a whole document one is asked for.
    package static let longestTrust: TimeInterval = 8 * 86_400
}

/// The validators to send now.
///
/// - Returns: `nil` when the server gave none, and, at most once in 8 days, when no whole document has come for so long.
package func validatorsToSend(_ state: FeedState, _ now: Date) -> Validators? {
    // A time that lies ahead was written by a clock that was wrong.
    guard let last = state.lastUnconditional, abs(now.timeIntervalSince(last)) < Revalidation.longestTrust else {
        return nil
    }
    return state.validators
}

extension FeedState {
    /// The validators to send now; remembers when the question goes without.
    ///
    /// The state must be kept whatever the outcome is, or a feed that fails would be asked for the whole document each
    /// time.
    package mutating func takeValidators(at now: Date) -> Validators? {
        let validators = validatorsToSend(self, now)
        if validators == nil { lastUnconditional = now }
        return validators
    }
}
