import Foundation
import NewsModel
import Testing

@testable import Scheduling

/// Weeks of a feed's life against the cadence: what is asked, what is missed, how late news is.
@Suite("The cadence over weeks of publishing")
struct PaceSimulationTests {
    struct Publisher: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var entriesPerDay: Double
        var window: Int
        /// Hours of the day, UTC, in which it publishes.
        var hours: Range<Int> = 0..<24
        var days: Set<Int> = Set(0..<7)
        var isDated = true
        /// On an average day.
        var questions: ClosedRange<Double>
        /// Hours from publishing until it is seen, on average.
        var delay: Double
    }

    static let publishers = [
        Publisher(testDescription: "a wire", entriesPerDay: 240, window: 100, questions: 85...96, delay: 0.2),
        Publisher(testDescription: "40 a day, 10 shown", entriesPerDay: 40, window: 10, questions: 60...96, delay: 0.2),
        Publisher(
            testDescription: "a daily", entriesPerDay: 12, window: 20, hours: 6..<18, questions: 30...96, delay: 0.25),
        Publisher(
            testDescription: "an office",
            entriesPerDay: 4,
            window: 10,
            hours: 8..<17,
            days: [0, 1, 2, 3, 4],
            questions: 10...35,
            delay: 0.8
        ),
        Publisher(testDescription: "a weekly", entriesPerDay: 0.15, window: 10, questions: 1...4, delay: 8),
        Publisher(
            testDescription: "no dates", entriesPerDay: 12, window: 20, isDated: false, questions: 20...96, delay: 0.25),
    ]

    private func times(_ publisher: Publisher, days: Int, _ random: inout SeededGenerator) -> [Date] {
        let hours = Double(publisher.hours.count)
        return (0..<days).flatMap { day -> [Date] in
            guard publisher.days.contains(day % 7) else { return [] }
            let exact = publisher.entriesPerDay * Double.random(in: 0.5..<1.5, using: &random)
            let count = Int(exact + Double.random(in: 0..<1, using: &random))
            return (0..<count).map { _ in
                let time =
                    (Double(publisher.hours.lowerBound) + hours * Double.random(in: 0..<1, using: &random)) * 3600
                return noon.addingTimeInterval(Double(day) * 86_400 + time)
            }
        }.sorted()
    }

    @Test("Asked often enough to miss nothing, soon, and no oftener", arguments: publishers)
    func weeks(publisher: Publisher) {
        var random = SeededGenerator(seed: 7)
        let published = times(publisher, days: 60, &random)
        let end = noon.addingTimeInterval(60 * day)
        var state = feedState(due: noon.addingTimeInterval(10 * day))
        let start = state.due
        var (seen, missed, questions, late) = (0, 0, 0, 0.0)
        while state.due < end {
            let now = state.due
            let count = published.prefix { $0 <= now }.count
            let shown = published[max(0, count - publisher.window)..<count]
            let fresh = min(count - seen, shown.count)
            if questions > 0 {
                missed += count - seen - fresh
                late += shown.suffix(fresh).reduce(0) { $0 + now.timeIntervalSince($1) }
            }
            let reading = FeedReading(entryDates: shown.map { publisher.isDated ? $0 : nil }, newEntries: fresh)
            let outcome = fresh > 0 ? RefreshOutcome.parsed(reading, whole) : .unchanged(notModified)
            state = cadence.after(outcome, state, at: now, jitter: .random(in: 0..<1, using: &random)).state
            seen = count
            questions += 1
        }
        let perDay = Double(questions) / (end.timeIntervalSince(start) / day)
        let delay = late / 3600 / Double(max(1, published.filter { $0 > start }.count))
        #expect(missed == 0)
        #expect(publisher.questions.contains(perDay))
        #expect(delay < publisher.delay)
        #expect(state.health.silentSince == nil)
    }
}
