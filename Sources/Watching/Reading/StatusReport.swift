package import Foundation
package import NewsModel

/// How the watch is doing, on one screen.
package struct StatusReport: Hashable, Sendable, Codable {
    /// Who tells it.
    package enum Source: String, Hashable, Sendable, Codable {
        /// The running daemon, over its socket or port.
        case daemon
        /// The store and the state directory, read beside whatever runs.
        case store
    }

    /// What only the daemon itself knows.
    package struct Run: Hashable, Sendable, Codable {
        package var version: String
        package var pid: Int
        package var started: Date
        package var uptimeSeconds: Int
        /// Why the watch does not do its work; empty when it does.
        package var problems: [String]
        package var settingsLoaded: Date
        package var residentBytes: Int
        package var openFiles: Int
        /// Refreshes since the start, by what became of them.
        package var refreshes: [String: Int]
    }

    /// A run that ended without stopping.
    package struct DeadRun: Hashable, Sendable, Codable {
        package var version: String
        package var pid: Int
        package var started: Date
        /// The machine was started anew since: then not the program is to blame.
        package var machineRestarted: Bool
    }

    package struct Trouble: Hashable, Sendable, Codable {
        package var feed: String
        package var condition: FeedCondition
        package var reason: String?
    }

    package struct Endpoint: Hashable, Sendable, Codable {
        package var name: String
        package var pending: Int
        package var dead: Int
        /// Of the oldest delivery that waits.
        package var ageSeconds: Int?
        package var disabledSince: Date?
        package var lastError: String?
    }

    package struct Deliveries: Hashable, Sendable, Codable {
        package var pending = 0
        package var dead = 0
        package var oldestPending: Date?
    }

    package var source: Source
    /// Whether a daemon or a pass holds the state directory now.
    package var running: Bool
    /// `nil` unless the daemon tells.
    package var run: Run?
    package var lastRunDied: DeadRun?
    /// How many are `listed` and `enabled`, and how many stand how, by the raw values of `FeedCondition`.
    package var feeds: [String: Int] = [:]
    /// How many are `stored`, and how many of each relevance; `nil` when nothing was stored yet.
    package var articles: [String: Int]?
    package var stories = 0
    package var deliveries = Deliveries()
    package var lastChange: Int?
    package var lastChangeAt: Date?
    package var digestWritten: Date?
    package var databaseBytes: Int?
    package var troubles: [Trouble] = []
    package var endpoints: [Endpoint] = []

    package init(source: Source, running: Bool) {
        self.source = source
        self.running = running
    }
}
