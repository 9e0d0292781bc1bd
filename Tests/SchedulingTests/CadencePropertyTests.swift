import Foundation
import NewsModel
import Testing

@testable import Scheduling

@Suite("The cadence over random histories")
struct CadencePropertyTests {
    private func outcome(_ state: FeedState, at now: Date, _ random: inout SeededGenerator) -> RefreshOutcome {
        let timing = AnswerTiming(
            cacheControl: [nil, "max-age=0", "max-age=600", "max-age=99999999", "no-cache"].randomElement(
                using: &random) ?? nil,
            expires: [nil, "0", "Fri, 01 Jan 2100 00:00:00 GMT"].randomElement(using: &random) ?? nil,
            permanentURL: [nil, nil, "https://example.net/f", "https://example.com/f", state.feed.url].randomElement(
                using: &random)
                ?? nil,
            isWhole: Bool.random(using: &random)
        )
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3: return .unchanged(timing)
        case 3..<6:
            let window = Int.random(in: 0...60, using: &random)
            let scales: [Double] = [1, 60, 3600, 86_400, 1e7, 1e12]
            let scale = scales.randomElement(using: &random) ?? 1
            let dates = (0..<window).map { _ -> Date? in
                guard Bool.random(using: &random) else { return nil }
                return now.addingTimeInterval(Double.random(in: -scale...(scale / 10), using: &random))
            }
            var hints = PublisherHints()
            hints.ttlMinutes = [nil, -1, 0, 30, 100_000, .max].randomElement(using: &random) ?? nil
            hints.updatePeriodSeconds = [nil, 3600, .min].randomElement(using: &random) ?? nil
            hints.skipHours = Set(
                (0..<Int.random(in: 0...24, using: &random)).map { _ in .random(in: -1...25, using: &random) })
            hints.skipDays = Set(
                (0..<Int.random(in: 0...7, using: &random)).map { _ in .random(in: 0...8, using: &random) })
            let reading = FeedReading(
                entryDates: dates,
                newEntries: Int.random(in: 0...window, using: &random),
                isFlood: Int.random(in: 0..<5, using: &random) == 0,
                hints: hints
            )
            return .parsed(reading, timing)
        default:
            let kinds = FeedFailure.Kind.allCases.filter { $0 != .gone }
            let retryAfter: Duration? =
                [nil, nil, .zero, .seconds(5), .seconds(90_000)].randomElement(using: &random) ?? nil
            return .failed(failure(kinds.randomElement(using: &random) ?? .other, at: now), retryAfter: retryAfter)
        }
    }

    @Test(
        "Never outside the bounds, never twice in the shortest interval, always again, and incidents in pairs",
        arguments: 0..<200)
    func holds(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let shortest = Double.random(in: 1...7200, using: &random).rounded()
        let longest = shortest + Double.random(in: 0...200_000, using: &random).rounded()
        let interval = Double.random(in: 1...400_000, using: &random).rounded()
        let cadence = Cadence(interval: .seconds(interval), shortest: .seconds(shortest), longest: .seconds(longest))
        let own: Duration? = Bool.random(using: &random) ? nil : .seconds(Int.random(in: 1...500_000, using: &random))
        let low = min(shortest, own?.inSeconds ?? shortest)
        let high = max(longest, own?.inSeconds ?? longest, day)
        var state = feedState(interval: own)
        var open: Set<ChangeKind> = []
        for _ in 0..<120 {
            // The daemon is late now and then, and its clock may have been set back.
            let now = state.due.addingTimeInterval(
                [0, 0, 1, 40_000, 4_000_000, -30].randomElement(using: &random) ?? 0)
            let outcome = outcome(state, at: now, &random)
            let step = cadence.after(outcome, state, at: now, jitter: .random(in: 0..<1, using: &random))
            let wait = step.state.due.timeIntervalSince(now)
            #expect(wait >= low - 0.001 && wait <= high + 0.001)
            #expect(step.state.lastAttempt == now)
            for event in step.events.map(\.kind) {
                switch event {
                case .feedFailing, .feedSilent: #expect(open.insert(event).inserted)
                case .feedRecovered: #expect(!open.isEmpty)
                default: break
                }
            }
            if step.state.health.failingSince == nil { open.remove(.feedFailing) }
            if step.state.health.silentSince == nil { open.remove(.feedSilent) }
            #expect(open.contains(.feedFailing) == (step.state.health.failingSince != nil))
            #expect(open.contains(.feedSilent) == (step.state.health.silentSince != nil))
            state = step.state
        }
    }
}
