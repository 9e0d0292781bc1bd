import Foundation
import NewsModel

/// A feed's incidents: each told once when it begins, and not again before it has ended.
struct Incidents {
    /// Failures in a row from which a feed is failing: one or two are weather.
    static let failuresToTell = 3
    /// Permanent redirects to the same address in a row that are believed.
    static let redirectsToBelieve = 3
    /// A feed is silent after this many times its usual silence, and never before `shortestSilence`.
    static let silenceFactor = 3.0
    /// In seconds; longer than a weekend.
    static let shortestSilence = 3.0 * 86_400

    /// In seconds; taken for the usual silence of a feed of which nothing is known.
    static let unknownSilence = 10.0 * 86_400
    /// In seconds; a flood that comes back within this time is not told again.
    static let shortestFlood = 86_400.0

    private let feed: Feed
    private let now: Date
    private(set) var events: [FeedEvent] = []

    init(state: FeedState, now: Date) {
        feed = state.feed
        self.now = now
    }

    private mutating func tell(
        _ kind: ChangeKind,
        _ reason: String,
        failures: Int? = nil,
        since: Date? = nil,
        movedTo: String? = nil,
        entries: Int? = nil
    ) {
        let snapshot = FeedSnapshot(
            name: feed.name,
            url: feed.url,
            reason: reason,
            failures: failures,
            since: since,
            movedTo: movedTo,
            entries: entries
        )
        events.append(FeedEvent(kind: kind, snapshot: snapshot))
    }

    // MARK: Failing, recovered, gone

    mutating func failed(_ state: inout FeedState, _ failure: FeedFailure) {
        state.health.consecutiveFailures = min(state.health.consecutiveFailures, 1_000_000) + 1
        state.health.lastFailure = failure
        let began = state.health.failuresBegan ?? now
        state.health.failuresBegan = began
        let failures = state.health.consecutiveFailures
        if failure.kind == .gone, state.health.move == nil {
            guard state.health.goneSince == nil else { return }
            state.health.goneSince = now
            tell(.feedGone, failure.reason, since: now)
            return
        }
        guard failures >= Self.failuresToTell else { return }
        // The address that the feed moved to fails: the one in the settings is asked again.
        state.health.move = nil
        guard state.health.failingSince == nil else { return }
        state.health.failingSince = now
        tell(.feedFailing, failure.reason, failures: failures, since: began)
    }

    mutating func succeeded(_ state: inout FeedState, _ timing: AnswerTiming) {
        let failures = state.health.consecutiveFailures
        let began = state.health.failuresBegan
        if state.health.failingSince != nil {
            tell(.feedRecovered, "answers again", failures: failures, since: began)
        }
        state.health.consecutiveFailures = 0
        state.health.failuresBegan = nil
        state.health.failingSince = nil
        state.health.goneSince = nil
        state.health.heldUntil = nil
        judgeMove(&state, timing)
    }

    // MARK: Moved

    private mutating func judgeMove(_ state: inout FeedState, _ timing: AnswerTiming) {
        guard let target = timing.permanentURL, target != state.address,
            // A move to an address that anybody on the way can rewrite is followed but never remembered.
            !(state.address.hasPrefix("https:") && !target.hasPrefix("https:"))
        else {
            state.health.movedTo = nil
            state.health.movedCount = 0
            return
        }
        state.health.movedCount = target == state.health.movedTo ? state.health.movedCount + 1 : 1
        state.health.movedTo = target
        guard state.health.movedCount >= Self.redirectsToBelieve else { return }
        guard target != feed.url else {
            state.health.move = nil  // Back where the settings say.
            return
        }
        state.health.move = FeedMove(from: feed.url, to: target)
        tell(
            .feedMoved,
            "the server says that the feed has moved for good; change its address in the settings",
            movedTo: target
        )
    }

    // MARK: Flood and silence

    mutating func judgeFlood(_ state: inout FeedState, _ reading: FeedReading) {
        guard reading.isFlood else {
            // A server that mixes old and new answers floods again with the next one; it is still the same flood.
            if let since = state.health.floodSince, now.timeIntervalSince(since) >= Self.shortestFlood {
                state.health.floodSince = nil
            }
            return
        }
        guard state.health.floodSince == nil else { return }
        state.health.floodSince = now
        tell(
            .feedFlood,
            "old entries came back as new ones; they are recorded without alerts",
            since: now,
            entries: reading.newEntries
        )
    }

    /// After the entries of this answer have been counted: `lastNewEntry` is now if there was a new one.
    mutating func judgeSilence(_ state: inout FeedState) {
        guard let lastNewEntry = state.lastNewEntry else { return }
        if let since = state.health.silentSince {
            guard lastNewEntry > since else { return }
            state.health.silentSince = nil
            tell(.feedRecovered, "publishes again", since: since)
            return
        }
        let usual =
            state.pace.usualSilenceSeconds ?? state.pace.entriesPerDay.map { 3 * 86_400 / max($0, 0.001) }
            ?? Self.unknownSilence
        let longest = max(usual * Self.silenceFactor, Self.shortestSilence)
        guard now.timeIntervalSince(lastNewEntry) > longest else { return }
        state.health.silentSince = now
        tell(.feedSilent, "answers, but has shown nothing new for far longer than is usual for it", since: lastNewEntry)
    }
}
