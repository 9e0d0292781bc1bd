package import Foundation
import Measuring

/// One run of the daemon, as it notes itself down.
package struct RunRecord: Hashable, Sendable, Codable {
    package let pid: Int32
    package let version: String
    package let started: Date

    package init(pid: Int32, version: String, started: Date) {
        self.pid = pid
        self.version = version
        self.started = started
    }

    /// Whether the machine itself went down since the run began: then not the program is to blame.
    ///
    /// - Parameter boot: When the machine started.
    package func endedWithMachine(bootedAt boot: Date) -> Bool { started < boot }
}

extension RunRecord {
    /// When this machine started, from the time that runs on while it sleeps.
    package static func boot(at now: Date) -> Date {
        now.addingTimeInterval(-SystemClock.sinceBoot)
    }
}
