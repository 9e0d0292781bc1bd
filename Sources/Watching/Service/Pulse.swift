import Synchronization

/// Which parts of the daemon advance, for the watchdog and for `/readyz`.
///
/// A part that takes turns shows each of them by a beat. Work that must end shows by ending in time. The time is one that
/// stands while the machine is suspended: a laptop that wakes has no stuck parts.
package final class Pulse: Sendable {
    /// A part that no longer advances, or work that does not end.
    package struct Stall: Hashable, Sendable {
        package let what: String
        /// How long it has shown nothing.
        package let silence: Duration
    }

    private struct Work {
        let what: String
        let begin: SuspendingClock.Instant
        let patience: Duration
    }

    private struct Signs {
        var turns: [String: SuspendingClock.Instant] = [:]
        var works: [Int: Work] = [:]
        var nextWork = 0
    }

    private let signs = Mutex(Signs())
    /// How long a part may go without a turn.
    private let patience: Duration

    package init(patience: Duration = .seconds(60)) { self.patience = patience }

    package func beat(_ part: String, at now: SuspendingClock.Instant = .now) {
        signs.withLock { $0.turns[part] = now }
    }

    /// A part that ended on purpose is waited for no longer.
    package func end(_ part: String) {
        signs.withLock { _ = $0.turns.removeValue(forKey: part) }
    }

    /// Does work that is stuck when it takes longer than `patience`.
    package func during<Value>(
        _ what: String, atMost patience: Duration, begin: SuspendingClock.Instant = .now, _ work: () async -> Value
    ) async -> Value {
        let number = signs.withLock { signs in
            signs.nextWork += 1
            signs.works[signs.nextWork] = Work(what: what, begin: begin, patience: patience)
            return signs.nextWork
        }
        defer { signs.withLock { _ = $0.works.removeValue(forKey: number) } }
        return await work()
    }

    /// What no longer advances, the longest silent first.
    package func stalls(at now: SuspendingClock.Instant = .now) -> [Stall] {
        let found = signs.withLock { signs in
            let turns = signs.turns.map { (what: $0.key, silence: $0.value.duration(to: now), patience: patience) }
            let works = signs.works.values.map {
                (what: $0.what, silence: $0.begin.duration(to: now), patience: $0.patience)
            }
            return (turns + works).filter { $0.silence > $0.patience }
        }
        return found.map { Stall(what: $0.what, silence: $0.silence) }.sorted { $0.silence > $1.silence }
    }

    /// How long ago each part that takes turns took its last one.
    package func silences(at now: SuspendingClock.Instant = .now) -> [String: Duration] {
        signs.withLock { $0.turns.mapValues { $0.duration(to: now) } }
    }
}
