package import Foundation
import Synchronization

/// How the running daemon is, as it notes it down itself.
package final class Vitals: Sendable {
    private struct Notes {
        var settingsLoaded: Date
        /// Why the settings that were read last are not in force; `nil` when they are.
        var settingsProblem: String?
        /// Why the store did not answer or could not be written; `nil` when it did.
        var storeProblem: String?
        var isStopping = false
    }

    package let run: RunRecord
    /// The run before this one, when it ended without stopping.
    package let died: RunRecord?
    package let pulse: Pulse
    private let notes: Mutex<Notes>

    package init(run: RunRecord, died: RunRecord?, pulse: Pulse) {
        self.run = run
        self.died = died
        self.pulse = pulse
        notes = Mutex(Notes(settingsLoaded: run.started))
    }

    package func settingsLoaded(at now: Date) {
        notes.withLock { notes in
            notes.settingsLoaded = now
            notes.settingsProblem = nil
        }
    }

    /// New settings were refused; the old ones stay in force.
    package func settingsRefused(_ problem: String) { notes.withLock { $0.settingsProblem = problem } }

    /// - Parameter problem: `nil` when the store answered and its last write succeeded.
    package func storeAnswered(_ problem: String?) { notes.withLock { $0.storeProblem = problem } }

    package func stopping() { notes.withLock { $0.isStopping = true } }

    /// When the settings in force were read.
    package var settingsSince: Date { notes.withLock { $0.settingsLoaded } }

    package var settingsAreGood: Bool { notes.withLock { $0.settingsProblem == nil } }

    /// Why the watch does not do its work, one line each; empty when it does.
    package func problems(at now: SuspendingClock.Instant = .now) -> [String] {
        let notes = notes.withLock { $0 }
        var problems: [String] = []
        if notes.isStopping { problems.append("stopping") }
        if let problem = notes.settingsProblem {
            problems.append("the new settings are bad, the old ones stay in force: \(problem)")
        }
        if let problem = notes.storeProblem { problems.append("the store cannot be used: \(problem)") }
        problems += pulse.stalls(at: now).map { "stuck: \($0.what), nothing for \($0.silence.components.seconds) s" }
        return problems.flatMap { $0.split(separator: "\n").map(String.init) }
    }
}
