import Logging
import Synchronization

/// How the program's own log is written: a reload replaces it under every logger.
package final class LogStyle: Sendable {
    private struct State {
        var settings: LogSettings
        var journal: UnixDatagram?

        init(_ settings: LogSettings, journalPath: String) {
            self.settings = settings
            journal = settings.format == .journal ? UnixDatagram(path: journalPath) : nil
        }
    }

    private let journalPath: String
    private let state: Mutex<State>

    /// - Parameter journalPath: Where the journal listens.
    package init(_ settings: LogSettings, journalPath: String = JournalEntry.socketPath) {
        self.journalPath = journalPath
        state = Mutex(State(settings, journalPath: journalPath))
    }

    package func use(_ settings: LogSettings) {
        let fresh = State(settings, journalPath: journalPath)
        state.withLock { $0 = fresh }
    }

    var level: Logger.Level { state.withLock { $0.settings.level } }
    var format: LogSettings.Format { state.withLock { $0.settings.format } }
    var journal: UnixDatagram? { state.withLock { $0.journal } }
}
