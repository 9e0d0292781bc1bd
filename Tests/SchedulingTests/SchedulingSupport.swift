import Foundation
import NewsModel

@testable import Scheduling

/// A Saturday, 12:00 UTC.
let noon = Date(timeIntervalSince1970: 1_795_262_400)

let hour: TimeInterval = 3600
let day: TimeInterval = 86_400

let cadence = Cadence(interval: .seconds(3600), shortest: .seconds(900), longest: .seconds(86_400))

func feedState(interval: Duration? = nil, due: Date = noon) -> FeedState {
    FeedState(
        id: FeedID(rawValue: 1),
        feed: Feed(name: "Example", url: "https://example.org/feed", interval: interval),
        due: due
    )
}

func failure(_ kind: FeedFailure.Kind, at date: Date = noon) -> FeedFailure {
    FeedFailure(kind: kind, reason: "no luck", at: date)
}

/// The dates of a feed that publishes regularly, the newest first.
func dates(_ count: Int, every gap: TimeInterval, newest: Date = noon) -> [Date?] {
    (0..<count).map { newest.addingTimeInterval(-Double($0) * gap) }
}

let whole = AnswerTiming(isWhole: true)
let notModified = AnswerTiming(isWhole: false)

extension Cadence {
    /// Feeds outcomes one after the other, each when the one before made the feed due.
    func history(
        _ outcomes: [RefreshOutcome],
        from state: FeedState = feedState(),
        jitter: Double = 0
    ) -> (state: FeedState, kinds: [[ChangeKind]]) {
        var state = state
        var kinds: [[ChangeKind]] = []
        for outcome in outcomes {
            let step = after(outcome, state, at: state.due, jitter: jitter)
            state = step.state
            kinds.append(step.events.map(\.kind))
        }
        return (state, kinds)
    }
}

extension FeedState {
    /// Seconds from the last attempt until the feed is due.
    var wait: TimeInterval { due.timeIntervalSince(lastAttempt ?? .distantPast) }
}

/// A generator whose numbers depend on its seed alone (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
