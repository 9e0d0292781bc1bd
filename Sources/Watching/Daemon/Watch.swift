import Classifying
import Comparing
import Fetching
package import Foundation
package import Logging
import NewsModel
import Notifying
import Scheduling
package import Storing
import Synchronization

/// The watch, put together from its settings: the store, the flow and the readers of the journal.
package final class Watch: Sendable {
    /// What the settings decide, and a reload replaces as a whole.
    ///
    /// Work that began with the old parts ends with them.
    package struct Parts: Sendable {
        package let plan: Plan
        package let pipeline: Pipeline
        package let outbox: Outbox
        package let digest: DigestWriter
    }

    package let log: Logger
    package let store: NewsStore
    package let journal: JournalReader
    package let measures: Measures
    package let pulse: Pulse
    private let unrecorded = UnrecordedOutcomes()
    private let clock: @Sendable () -> Date
    private let current: Mutex<Parts>

    package var parts: Parts { current.withLock { $0 } }

    package func now() -> Date { clock() }

    /// Takes the state directory and makes everything ready; nothing is asked yet.
    ///
    /// - Throws: `StoreError`, or `ChangeLogError` when the change log cannot be opened.
    package init(plan: Plan, clock: @escaping @Sendable () -> Date = { Date() }) async throws {
        let settings = plan.settings
        log = Logger(label: "newswatch") { _ in
            WatchLogHandler(level: settings.log.level, format: settings.log.format)
        }
        store = try NewsStore(directory: settings.state, access: .owner)
        self.clock = clock
        measures = Measures()
        pulse = Pulse()
        journal = JournalReader(
            store: store, file: try ChangeLogFile(path: plan.statePath(settings.notify.log.path)), measures: measures)
        current = Mutex(
            Self.parts(
                of: plan, store: store, unrecorded: unrecorded, measures: measures, pulse: pulse, log: log, clock: clock
            ))
        try await store.register(plan.feeds, at: clock())
        try await store.register(endpoints: plan.places)
    }

    /// Puts new settings in force.
    ///
    /// The state directory stays: it is taken for as long as the program runs.
    package func apply(_ plan: Plan) async throws {
        let parts = Self.parts(
            of: plan, store: store, unrecorded: unrecorded, measures: measures, pulse: pulse, log: log, clock: clock)
        // After logrotate moved the old file away, this makes the new one.
        try await journal.use(ChangeLogFile(path: plan.statePath(plan.settings.notify.log.path)))
        try await store.register(plan.feeds, at: clock())
        try await store.register(endpoints: plan.places)
        current.withLock { $0 = parts }
    }

    package func close() async throws {
        try store.close()
    }

    private static func parts(
        of plan: Plan, store: NewsStore, unrecorded: UnrecordedOutcomes, measures: Measures, pulse: Pulse, log: Logger,
        clock: @escaping @Sendable () -> Date
    ) -> Parts {
        Parts(
            plan: plan,
            pipeline: Pipeline(
                plan: plan, store: store, fetcher: Fetcher(configuration: plan.fetcherConfiguration),
                measures: measures, clock: clock),
            outbox: Outbox(
                store: store, unrecorded: unrecorded, sender: Fetcher(configuration: plan.senderConfiguration), routes: plan.routes,
                digest: plan.digestSettings, measures: measures, pulse: pulse, log: log, clock: clock),
            digest: DigestWriter(store: store, plan: plan))
    }
}
