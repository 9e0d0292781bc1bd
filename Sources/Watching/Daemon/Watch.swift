import Classifying
import Comparing
import Fetching
package import Foundation
package import Logging
import NewsModel
package import Notifying
import Scheduling
package import Storing
import StrictYAML
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
    private let logStyle: LogStyle
    private let clock: @Sendable () -> Date
    private let current: Mutex<Parts>

    package var parts: Parts { current.withLock { $0 } }

    package func now() -> Date { clock() }

    /// Takes the state directory and makes everything ready; nothing is asked yet.
    ///
    /// - Throws: `StoreError`, or `ChangeLogError` when the change log cannot be opened.
    package init(plan: Plan, clock: @escaping @Sendable () -> Date = { Date() }) async throws {
        SpareMemory.keepFewArenas()
        let settings = plan.settings
        let style = LogStyle(settings.log)
        logStyle = style
        log = Logger(label: "newswatch") { _ in WatchLogHandler(style: style) }
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

    /// Puts new settings in force, all of them or none.
    ///
    /// - Throws: `Problems` when they name another state directory: it is taken for as long as the program runs.
    package func apply(_ plan: Plan) async throws {
        try requireSameState(plan)
        let parts = Self.parts(
            of: plan, store: store, unrecorded: unrecorded, measures: measures, pulse: pulse, log: log, clock: clock)
        let file = try await Self.openLog(of: plan)
        try await store.register(plan.feeds, at: clock())
        await journal.use(file)
        current.withLock { $0 = parts }
        logStyle.use(plan.settings.log)
        await openEndpoints()
    }

    /// Opens the change log anew, after logrotate moved the old file away; when that fails the old one goes on.
    package func reopenLog() async throws(ChangeLogError) { await journal.use(try await Self.openLog(of: parts.plan)) }

    private static func openLog(of plan: Plan) async throws(ChangeLogError) -> ChangeLogFile {
        let path = plan.statePath(plan.settings.notify.log.path)
        return try await Blocking.run { Result { () throws(ChangeLogError) in try ChangeLogFile(path: path) } }.get()
    }

    private func requireSameState(_ plan: Plan) throws(Problems) {
        let (held, named) = (parts.plan.settings.state, plan.settings.state)
        guard named.standardizedFileURL.path != held.standardizedFileURL.path else { return }
        let what = "state is now \(named.path), and \(held.path) stays in use while newswatch runs"
        let advice = "restart newswatch to change it, or change it back"
        throw Problems([Problem(file: plan.settings.file.path, what: what, advice: advice)])
    }

    /// What is held back may go out by the new settings, and an endpoint that went elsewhere is open again.
    ///
    /// The settings are in force already; a store that cannot be written takes none of that back.
    private func openEndpoints() async {
        do {
            try await store.register(endpoints: parts.plan.places)
            try await store.releaseHeld(at: clock())
        } catch {
            log.error("alerts that are held back stay so until their time", metadata: ["problem": "\(error)"])
        }
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
                store: store, unrecorded: unrecorded, sender: Fetcher(configuration: plan.senderConfiguration),
                routes: plan.routes,
                digest: plan.digestSettings, measures: measures, pulse: pulse, log: log, clock: clock),
            digest: DigestWriter(store: store, plan: plan))
    }
}
