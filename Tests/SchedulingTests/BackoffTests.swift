import Foundation
import NewsModel
import Testing

@testable import Scheduling

@Suite("The waits of feeds that fail")
struct BackoffTests {
    @Test(
        "Each failure in a row doubles the wait, up to the longest",
        arguments: [
            (.timeout, [900, 1800, 3600, 7200]), (.dns, [900, 1800]), (.connect, [900, 1800]), (.empty, [1800, 3600]),
            (.status, [3600, 7200]), (.tls, [3600, 7200]), (.missing, [3600, 7200]), (.notAFeed, [7200, 14_400]),
            (.charset, [7200, 14_400]), (.tooLarge, [7200, 14_400]), (.redirect, [7200]),
            (.blockedPage, [14_400, 28_800]),
            (.forbidden, [14_400, 28_800, 57_600]), (.other, [3600]),
        ] as [(FeedFailure.Kind, [Double])]
    )
    func doubling(kind: FeedFailure.Kind, waits: [Double]) {
        var state = feedState()
        for wait in waits {
            state = cadence.after(.failed(failure(kind), retryAfter: nil), state, at: state.due, jitter: 0).state
            #expect(state.wait == wait)
        }
    }

    @Test("A feed that fails for years is still asked once a day")
    func always() {
        let bad = RefreshOutcome.failed(failure(.timeout), retryAfter: nil)
        let state = cadence.history(Array(repeating: bad, count: 1000), jitter: 1).state
        #expect(state.wait == day)
        #expect(state.health.consecutiveFailures == 1000)
    }

    @Test("Retry-After holds the feed and its host, a day at most, and never hastens")
    func retryAfter() {
        func step(_ retryAfter: Duration) -> FeedState {
            cadence.after(.failed(failure(.status), retryAfter: retryAfter), feedState(), at: noon, jitter: 0).state
        }
        #expect(step(.seconds(7200)).wait == 7200)
        #expect(step(.seconds(7200)).health.heldUntil == noon.addingTimeInterval(7200))
        #expect(step(.seconds(60)).wait == 3600)
        #expect(step(.seconds(60)).health.heldUntil == noon.addingTimeInterval(60))
        #expect(step(.seconds(1_000_000)).wait == day)
        #expect(step(.zero).health.heldUntil == nil)
    }

    @Test("A success ends the back-off and the hold")
    func success() {
        let bad = RefreshOutcome.failed(failure(.status), retryAfter: .seconds(7200))
        let state = cadence.history([bad, bad, .unchanged(notModified)]).state
        #expect(state.wait == hour)
        #expect(state.health.heldUntil == nil)
    }
}
