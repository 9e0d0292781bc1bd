import Foundation
import NewsModel
import Scheduling
import Testing

@Suite("Floods")
struct FloodTests {
    /// A feed that answered an hour ago.
    private func state(perDay: Double?, lastSuccess: TimeInterval = -hour) -> FeedState {
        var state = feedState()
        state.lastSuccess = noon.addingTimeInterval(lastSuccess)
        state.pace.entriesPerDay = perDay
        return state
    }

    @Test("The first document is never a flood")
    func first() {
        #expect(
            !FloodJudgement.isFlood(newEntries: dates(50, every: 30 * day), window: 50, state: feedState(), at: noon))
    }

    @Test("An archive that is published again is one, be it most of the document or a part")
    func archive() {
        let old = dates(50, every: day, newest: noon.addingTimeInterval(-20 * day))
        #expect(FloodJudgement.isFlood(newEntries: old, window: 50, state: state(perDay: 5), at: noon))
        #expect(
            FloodJudgement.isFlood(newEntries: Array(old.prefix(20)), window: 50, state: state(perDay: 5), at: noon))
        #expect(
            !FloodJudgement.isFlood(newEntries: Array(old.prefix(4)), window: 50, state: state(perDay: 5), at: noon))
        #expect(
            !FloodJudgement.isFlood(newEntries: Array(old.prefix(6)), window: 50, state: state(perDay: 5), at: noon))
    }

    @Test("Guids that changed are one, with or without dates")
    func churn() {
        let undated = [Date?](repeating: nil, count: 30)
        #expect(FloodJudgement.isFlood(newEntries: undated, window: 30, state: state(perDay: 5), at: noon))
        let rebuilt = [Date?](repeating: noon, count: 30)
        #expect(FloodJudgement.isFlood(newEntries: rebuilt, window: 30, state: state(perDay: 5), at: noon))
        let asBefore = dates(30, every: day / 5)
        #expect(FloodJudgement.isFlood(newEntries: asBefore, window: 30, state: state(perDay: 5), at: noon))
    }

    @Test("News is none: a busy day, a batch, a long outage, a small feed, a feed without a pace")
    func news() {
        let busy = dates(15, every: 200)
        #expect(!FloodJudgement.isFlood(newEntries: busy, window: 30, state: state(perDay: 20), at: noon))
        #expect(!FloodJudgement.isFlood(newEntries: busy, window: 15, state: state(perDay: 20), at: noon))
        let afterOutage = dates(30, every: 4 * hour)
        #expect(
            !FloodJudgement.isFlood(
                newEntries: afterOutage,
                window: 30,
                state: state(perDay: 6, lastSuccess: -10 * day),
                at: noon
            )
        )
        #expect(
            !FloodJudgement.isFlood(newEntries: [nil, nil, nil, nil], window: 4, state: state(perDay: 1), at: noon))
        #expect(!FloodJudgement.isFlood(newEntries: busy, window: 15, state: state(perDay: nil), at: noon))
    }

    @Test("News is none either when a clock that ran ahead has written the last answer")
    func clockAhead() {
        let state = state(perDay: 20, lastSuccess: 40 * day)
        #expect(!FloodJudgement.isFlood(newEntries: dates(10, every: 600), window: 30, state: state, at: noon))
    }
}
