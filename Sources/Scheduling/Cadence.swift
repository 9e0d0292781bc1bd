package import Foundation
package import NewsModel

/// When a feed is due again, and what its last refresh makes of its condition.
///
/// Pure: the same outcome, state, time and jitter always give the same answer.
package struct Cadence: Hashable, Sendable {
    /// Of a feed whose pace is not known yet.
    package let interval: Duration
    package let shortest: Duration
    package let longest: Duration

    /// - Parameter longest: Raised to `shortest` where it is below it.
    package init(interval: Duration, shortest: Duration, longest: Duration) {
        self.shortest = max(shortest, .seconds(1))
        self.longest = max(longest, self.shortest)
        self.interval = interval
    }

    /// The state after a refresh, with the changes in the feed's condition.
    ///
    /// Sets the due time, pace, hints, health and the times of attempt, success and news. Title, validators, fingerprint
    /// and encoding are left to who read the document.
    ///
    /// - Parameter jitter: 0..<1, drawn anew for each refresh.
    /// - Returns: A state that is due within `shortest...longest` from now; a feed's own interval, where the settings give
    ///   one, widens these bounds, Retry-After moves it on by 24 h at most, and 410 puts it off for ever.
    package func after(
        _ outcome: RefreshOutcome,
        _ state: FeedState,
        at now: Date,
        jitter: Double
    ) -> (state: FeedState, events: [FeedEvent]) {
        var state = state
        var incidents = Incidents(state: state, now: now)
        switch outcome {
        case .unchanged(let timing):
            succeed(&state, timing, at: now, jitter: jitter)
            incidents.succeeded(&state, timing)
            incidents.judgeSilence(&state)
        case .parsed(let reading, let timing):
            let (lastNewEntry, lastSuccess) = (state.lastNewEntry, state.lastSuccess)
            state.hints = reading.hints
            if !reading.isFlood {
                state.pace.learn(reading, lastNewEntry: lastNewEntry, lastSuccess: lastSuccess, at: now)
                if lastNewEntry == nil {
                    // A source that froze years ago is known as such from its first document on.
                    state.lastNewEntry = min(reading.entryDates.compactMap { $0 }.max() ?? now, now)
                } else if reading.newEntries > 0 {
                    state.lastNewEntry = now
                }
            }
            succeed(&state, timing, at: now, jitter: jitter)
            incidents.succeeded(&state, timing)
            incidents.judgeFlood(&state, reading)
            incidents.judgeSilence(&state)
        case .failed(let failure, let retryAfter):
            state.lastAttempt = now
            incidents.failed(&state, failure)
            postpone(&state, failure, retryAfter: retryAfter, at: now, jitter: jitter)
        }
        return (state, incidents.events)
    }

    // MARK: Due times

    private func succeed(_ state: inout FeedState, _ timing: AnswerTiming, at now: Date, jitter: Double) {
        state.lastAttempt = now
        state.lastSuccess = now
        if timing.isWhole { state.lastUnconditional = now }
        let hint = ServerHint(
            cacheControl: timing.cacheControl,
            expires: timing.expires,
            date: timing.date,
            publisher: state.hints,
            at: now
        )
        let asked = state.feed.interval?.inSeconds
        let learnt = asked ?? LearntInterval.seconds(state, standard: interval.inSeconds, at: now)
        // A wish is followed as long as it loses no entries.
        let wish = min(hint.waitSeconds ?? 0, LearntInterval.withoutLoss(state.pace) ?? .infinity)
        let bounds = bounds(of: state.feed)
        let seconds = spread(max(learnt, wish), in: bounds, jitter: jitter)
        state.pace.intervalSeconds = seconds
        let due = hint.firstAllowed(from: now.addingTimeInterval(seconds))
        state.due = min(due, now.addingTimeInterval(bounds.upperBound))
    }

    private func postpone(
        _ state: inout FeedState,
        _ failure: FeedFailure,
        retryAfter: Duration?,
        at now: Date,
        jitter: Double
    ) {
        guard state.health.goneSince == nil else {
            state.due = .distantFuture
            return
        }
        let bounds = bounds(of: state.feed)
        let wait = Backoff.seconds(
            failure.kind,
            failures: state.health.consecutiveFailures,
            shortest: bounds.lowerBound,
            interval: (state.feed.interval ?? interval).inSeconds
        )
        let asked = retryAfter.map { min($0, RetryAfter.longest).inSeconds } ?? 0
        if asked > 0 { state.health.heldUntil = now.addingTimeInterval(asked) }
        state.due = now.addingTimeInterval(max(spread(wait, in: bounds, jitter: jitter), asked))
    }

    private func bounds(of feed: Feed) -> ClosedRange<Double> {
        let (low, high) = (shortest.inSeconds, longest.inSeconds)
        guard let asked = feed.interval.map({ max($0.inSeconds, 1) }) else { return low...high }
        return min(low, asked)...max(high, asked)
    }

    /// Puts the wait into its bounds and adds up to a tenth, so that feeds that began together drift apart.
    private func spread(_ seconds: Double, in bounds: ClosedRange<Double>, jitter: Double) -> Double {
        let jitter = jitter.isFinite ? min(max(jitter, 0), 1) : 0
        let room = max(bounds.lowerBound, bounds.upperBound / 1.1)
        let base = min(max(seconds, bounds.lowerBound), room)
        return min(base * (1 + 0.1 * jitter), bounds.upperBound)
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
