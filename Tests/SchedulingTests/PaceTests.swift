import Foundation
import NewsModel
import Testing

@testable import Scheduling

@Suite("The pace of feeds that answer")
struct PaceTests {
    private func firstWait(_ dates: [Date?], hints: PublisherHints = PublisherHints(), cacheControl: String? = nil)
        -> Double
    {
        let reading = FeedReading(entryDates: dates, newEntries: dates.count, hints: hints)
        let timing = AnswerTiming(cacheControl: cacheControl, isWhole: true)
        return cadence.history([.parsed(reading, timing)]).state.wait
    }

    @Test("A feed of which nothing is known is asked at the standard interval")
    func unknown() {
        #expect(firstWait([]) == hour)
        #expect(firstWait([nil, nil]) == hour)
        #expect(firstWait([noon]) == hour)
        #expect(cadence.history([.unchanged(notModified)]).state.wait == hour)
    }

    @Test("Busy feeds are asked often, slow ones seldom, within the bounds")
    func ownPace() {
        #expect(firstWait(dates(50, every: 300)) == 900)
        let daily = firstWait(dates(20, every: day))
        #expect((2 * hour...4 * hour).contains(daily))
        let weekly = firstWait(dates(20, every: 7 * day))
        #expect(weekly > 18 * hour)
        #expect(firstWait(dates(20, every: 60 * day)) <= day)
        #expect(firstWait(dates(20, every: 60 * day)) > 0.9 * day)
    }

    @Test("Ten entries and forty a day: asked often enough to miss none, whatever the server wishes")
    func smallWindow() {
        let wait = firstWait(dates(10, every: day / 40), cacheControl: "max-age=86400")
        #expect(wait >= 900)
        #expect(wait <= 10 * day / 40 / 2)
    }

    @Test("A few pinned entries of years ago do not slow a feed down")
    func pinned() {
        let busy = firstWait(dates(18, every: hour))
        let withPinned = firstWait(
            dates(18, every: hour) + [noon.addingTimeInterval(-900 * day), noon.addingTimeInterval(-800 * day)])
        #expect(withPinned < busy * 1.5)
    }

    @Test("Entries dated in the future, or all at the same moment, do no harm")
    func oddDates() {
        #expect((900...day).contains(firstWait(dates(10, every: -day))))
        #expect(firstWait(Array(repeating: noon, count: 10)) == hour)
        #expect(firstWait([.distantFuture, .distantPast, noon]) <= day)
    }

    @Test("Without dates the pace is learnt from what is new")
    func withoutDates() {
        var state = feedState()
        for _ in 0..<30 {
            let reading = FeedReading(entryDates: Array(repeating: nil, count: 20), newEntries: 4)
            state = cadence.after(.parsed(reading, whole), state, at: state.due, jitter: 0).state
        }
        #expect(state.wait == 900)
    }

    @Test("A feed that falls quiet is asked less and less, and at its old pace again when it wakes up")
    func quiet() {
        var state = cadence.history([.parsed(FeedReading(entryDates: dates(30, every: hour), newEntries: 30), whole)])
            .state
        let busy = state.wait
        var waits: [Double] = []
        while state.due < noon.addingTimeInterval(40 * day) {
            state = cadence.after(.unchanged(notModified), state, at: state.due, jitter: 0).state
            waits.append(state.wait)
        }
        #expect(waits == waits.sorted())
        #expect(waits.last ?? 0 > 20 * hour)
        let now = state.due
        let reading = FeedReading(entryDates: dates(30, every: hour, newest: now), newEntries: 30)
        state = cadence.after(.parsed(reading, whole), state, at: now, jitter: 0).state
        #expect(state.wait == busy)
    }

    @Test(
        "Wishes raise the interval up to the longest one",
        arguments: [
            ("max-age=7200", 7200), ("max-age=60", 3600), ("max-age=504576000", 78_545), ("max-age=604800", 78_545),
        ]
    )
    func cacheControl(value: String, seconds: Double) {
        #expect(abs(firstWait([], cacheControl: value) - seconds) < 1)
    }

    @Test("ttl, the syndication period and skipped hours of the last document hold for the unchanged ones after it")
    func publisherHints() {
        var hints = PublisherHints()
        hints.ttlMinutes = 240
        let parsed = RefreshOutcome.parsed(FeedReading(entryDates: [], newEntries: 0, hints: hints), whole)
        #expect(cadence.history([parsed, .unchanged(notModified)]).state.wait == 4 * hour)
        hints = PublisherHints()
        hints.skipHours = Set(13...20)
        #expect(firstWait([], hints: hints) == 9 * hour)
        hints.skipDays = [1, 2, 7]
        #expect(firstWait([], hints: hints) == day)
    }

    @Test("A feed's own interval wins over the learnt one and over the bounds")
    func ownInterval() {
        let reading = FeedReading(entryDates: dates(50, every: 300), newEntries: 50)
        for seconds in [300, 5400, 172_800] {
            let state = feedState(interval: .seconds(seconds))
            let wait = cadence.history([.parsed(reading, whole)], from: state).state.wait
            #expect(wait <= Double(seconds))
            #expect(wait > Double(seconds) * 0.9)
        }
    }

    @Test("Jitter adds up to a tenth and never leaves the bounds")
    func jitter() {
        func wait(_ jitter: Double, _ dates: [Date?]) -> Double {
            let reading = FeedReading(entryDates: dates, newEntries: dates.count)
            return cadence.after(.parsed(reading, whole), feedState(), at: noon, jitter: jitter).state.wait
        }
        #expect(wait(0, []) == hour)
        #expect(abs(wait(0.5, []) - 3780) < 0.001)
        #expect(wait(0.999, []) < 3960)
        let slow = dates(20, every: 60 * day)
        #expect(wait(0, slow) < wait(0.9, slow))
        #expect(wait(1, slow) <= day)
        for odd in [-1, 2, .nan, .infinity] { #expect((3600...3960).contains(wait(odd, []))) }
    }

    @Test(
        "It is said when entries may be lost: an answer without a known entry, or a pace beyond the shortest interval")
    func losses() {
        let full = RefreshOutcome.parsed(FeedReading(entryDates: dates(10, every: hour), newEntries: 10), whole)
        let first = cadence.history([full]).state
        #expect(!first.mayLoseEntries(at: noon))
        let second = cadence.after(full, first, at: first.due, jitter: 0).state
        #expect(second.mayLoseEntries(at: second.due))
        #expect(!second.mayLoseEntries(at: second.due.addingTimeInterval(8 * day)))
        let torrent = RefreshOutcome.parsed(FeedReading(entryDates: dates(10, every: 30), newEntries: 10), whole)
        #expect(cadence.history([torrent]).state.mayLoseEntries(at: noon))
    }
}
