import Synchronization

/// When each part of the daemon last showed that it advances, for the watchdog.
package final class Pulse: Sendable {
    private let beats = Mutex<[String: ContinuousClock.Instant]>([:])

    package init() {}

    package func beat(_ part: String, at now: ContinuousClock.Instant = .now) {
        beats.withLock { $0[part] = now }
    }

    /// A part that ended on purpose is waited for no longer.
    package func end(_ part: String) {
        beats.withLock { _ = $0.removeValue(forKey: part) }
    }

    /// The parts that have shown nothing for longer than `limit`.
    package func stalled(after limit: Duration, at now: ContinuousClock.Instant = .now) -> [String] {
        beats.withLock { beats in beats.filter { $0.value.duration(to: now) > limit }.keys.sorted() }
    }
}
