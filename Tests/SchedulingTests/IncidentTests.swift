import Foundation
import NewsModel
import Testing

@testable import Scheduling

@Suite("Incidents are told once")
struct IncidentTests {
    private let quiet = RefreshOutcome.unchanged(notModified)

    private func news(_ state: FeedState, count: Int = 1, isFlood: Bool = false) -> RefreshOutcome {
        let reading = FeedReading(
            entryDates: dates(20, every: 6 * hour, newest: state.due),
            newEntries: count,
            isFlood: isFlood
        )
        return .parsed(reading, whole)
    }

    @Test("Failing at the third failure in a row, recovered at the first answer")
    func failing() {
        let bad = RefreshOutcome.failed(failure(.timeout), retryAfter: nil)
        let (state, kinds) = cadence.history([bad, bad, quiet, bad, bad, bad, bad, bad, quiet, quiet])
        #expect(kinds == [[], [], [], [], [], [.feedFailing], [], [], [.feedRecovered], []])
        #expect(state.health.consecutiveFailures == 0)
        #expect(state.health.failingSince == nil)
        #expect(state.health.lastFailure == failure(.timeout))
    }

    @Test("The notice of a failing feed says why, how often and since when")
    func failingSnapshot() throws {
        let bad = RefreshOutcome.failed(failure(.tls), retryAfter: nil)
        let state = cadence.history([bad, bad]).state
        let event = try #require(cadence.after(bad, state, at: state.due, jitter: 0).events.first)
        #expect(
            event.snapshot
                == FeedSnapshot(
                    name: "Example",
                    url: "https://example.org/feed",
                    reason: "no luck",
                    failures: 3,
                    since: noon
                )
        )
    }

    @Test("410 stops a feed for good, and only 410 does", arguments: FeedFailure.Kind.allCases)
    func gone(kind: FeedFailure.Kind) {
        let bad = RefreshOutcome.failed(failure(kind), retryAfter: nil)
        let (state, kinds) = cadence.history([bad])
        #expect((kinds == [[.feedGone]]) == (kind == .gone))
        #expect((state.due == .distantFuture) == (kind == .gone))
        #expect((state.health.goneSince == noon) == (kind == .gone))
    }

    @Test("Another address in the settings brings a feed that was gone back")
    func goneAndChanged() {
        var state = cadence.history([.failed(failure(.gone), retryAfter: nil)]).state
        state.adopt(state.feed, at: noon)
        #expect(state.due == .distantFuture)
        var feed = state.feed
        feed.url = "https://example.org/new"
        state.adopt(feed, at: noon)
        #expect(state.due == noon)
        #expect(state.health == FeedHealth())
    }

    @Test("A move is believed after three permanent redirects in a row to the same address")
    func moved() throws {
        let redirect = RefreshOutcome.unchanged(AnswerTiming(permanentURL: "https://example.net/feed", isWhole: false))
        let other = RefreshOutcome.unchanged(AnswerTiming(permanentURL: "https://example.com/feed", isWhole: false))
        let (state, kinds) = cadence.history([redirect, redirect, quiet, redirect, redirect, other, redirect, redirect])
        #expect(kinds.joined().isEmpty)
        #expect(state.address == "https://example.org/feed")
        let last = cadence.after(redirect, state, at: state.due, jitter: 0)
        #expect(last.events.map(\.kind) == [.feedMoved])
        #expect(last.events.first?.snapshot.movedTo == "https://example.net/feed")
        #expect(last.state.address == "https://example.net/feed")
        // From there it answers without a redirect.
        let later = cadence.history([quiet, quiet, quiet, quiet], from: last.state)
        #expect(later.kinds.joined().isEmpty)
        #expect(later.state.address == "https://example.net/feed")
    }

    @Test("When the new address fails, the one in the settings is asked again; a 410 there is not the end")
    func movedAndFailing() {
        let redirect = RefreshOutcome.unchanged(AnswerTiming(permanentURL: "https://example.net/feed", isWhole: false))
        let bad = RefreshOutcome.failed(failure(.gone), retryAfter: nil)
        let (state, kinds) = cadence.history([redirect, redirect, redirect, bad, bad, bad])
        #expect(kinds == [[], [], [.feedMoved], [], [], [.feedFailing]])
        #expect(state.address == "https://example.org/feed")
        #expect(state.due < .distantFuture)
    }

    @Test("A move from https to http is never believed")
    func downgrade() {
        let redirect = RefreshOutcome.unchanged(AnswerTiming(permanentURL: "http://example.net/feed", isWhole: false))
        let (state, kinds) = cadence.history(Array(repeating: redirect, count: 5))
        #expect(kinds.joined().isEmpty)
        #expect(state.address == "https://example.org/feed")
    }

    @Test("Silent after far more than the usual silence, once; recovered with the next new entry")
    func silence() {
        var state = cadence.after(news(feedState(), count: 20), feedState(), at: noon, jitter: 0).state
        var told: [(ChangeKind, TimeInterval)] = []
        while state.due < noon.addingTimeInterval(30 * day) {
            let step = cadence.after(quiet, state, at: state.due, jitter: 0)
            told += step.events.map { ($0.kind, state.due.timeIntervalSince(noon)) }
            state = step.state
        }
        #expect(told.map(\.0) == [.feedSilent])
        #expect((3 * day...5 * day).contains(told.first?.1 ?? 0))
        let awake = cadence.after(news(state), state, at: state.due, jitter: 0)
        #expect(awake.events.map(\.kind) == [.feedRecovered])
        #expect(awake.state.health.silentSince == nil)
    }

    @Test("A source that froze long ago is silent from its first document on; an empty one after a month")
    func frozen() {
        let old = dates(20, every: hour, newest: noon.addingTimeInterval(-900 * day))
        let frozen = RefreshOutcome.parsed(FeedReading(entryDates: old, newEntries: 20), whole)
        let (state, kinds) = cadence.history([frozen, quiet, quiet])
        #expect(kinds == [[.feedSilent], [], []])
        #expect(state.lastNewEntry == noon.addingTimeInterval(-900 * day))
        var empty = cadence.history([.parsed(FeedReading(entryDates: [], newEntries: 0), whole)]).state
        var told: [TimeInterval] = []
        while empty.due < noon.addingTimeInterval(60 * day) {
            let step = cadence.after(quiet, empty, at: empty.due, jitter: 0)
            if step.events.map(\.kind) == [.feedSilent] { told.append(empty.due.timeIntervalSince(noon) / day) }
            empty = step.state
        }
        #expect(told.count == 1)
        #expect((30...32).contains(told.first ?? 0))
    }

    @Test("A feed of long pauses is not silent in an ordinary one")
    func slowFeed() {
        let monthly = RefreshOutcome.parsed(FeedReading(entryDates: dates(12, every: 30 * day), newEntries: 12), whole)
        let (_, kinds) = cadence.history([monthly] + Array(repeating: quiet, count: 50))
        #expect(kinds.joined().isEmpty)
    }

    @Test("A flood is told once, although it comes back every hour")
    func flood() {
        var state = cadence.after(news(feedState(), count: 20), feedState(), at: noon, jitter: 0).state
        let (rate, lastNewEntry) = (state.pace.entriesPerDay, state.lastNewEntry)
        var kinds: [ChangeKind] = []
        for step in 0..<6 {
            let outcome = news(state, count: 20, isFlood: step.isMultiple(of: 2))
            let result = cadence.after(outcome, state, at: state.due, jitter: 0)
            kinds += result.events.map(\.kind)
            if step == 0 {
                #expect(result.state.pace.entriesPerDay == rate)
                #expect(result.state.lastNewEntry == lastNewEntry)
                #expect(result.events.first?.snapshot.entries == 20)
            }
            state = result.state
        }
        #expect(kinds == [.feedFlood])
        state.due += 2 * day
        state = cadence.after(news(state), state, at: state.due, jitter: 0).state
        #expect(
            cadence.after(news(state, isFlood: true), state, at: state.due, jitter: 0).events.map(\.kind) == [
                .feedFlood
            ])
    }
}
