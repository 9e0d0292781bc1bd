package import Foundation
import Measuring
import NewsModel
import Notifying
package import Storing

extension StatusReport {
    /// From the store and the state directory alone, for when no daemon answers.
    package init(plan: Plan, at now: Date) async throws(StoreError) {
        let directory = plan.settings.state
        self.init(source: .store, running: NewsStore.isOwned(directory: directory))
        if case .died(let run) = RunMarker.sighting(in: directory) { lastRunDied = DeadRun(run, at: now) }
        add(try await FeedBook.states(of: plan, at: now))
        let store: NewsStore
        do throws(StoreError) {
            store = try NewsStore(directory: directory, access: .reader)
        } catch .missing {
            return
        }
        try await add(store, plan, at: now)
    }

    /// From the daemon itself.
    ///
    /// What the store does not tell is left out: the problems say why.
    package init(_ watch: Watch, _ vitals: Vitals, at now: Date) async {
        self.init(source: .daemon, running: true)
        let process = ProcessFigures.now()
        run = Run(
            version: vitals.run.version, pid: Int(vitals.run.pid), started: vitals.run.started,
            uptimeSeconds: Int(now.timeIntervalSince(vitals.run.started)), problems: vitals.problems(),
            settingsLoaded: vitals.settingsSince, residentBytes: process.residentBytes, openFiles: process.openFiles,
            refreshes: Dictionary(
                uniqueKeysWithValues: watch.measures.refreshes.values.map { ($0.key.rawValue, $0.value) }))
        lastRunDied = vitals.died.map { DeadRun($0, at: now) }
        do throws(StoreError) {
            add(try await watch.store.feedStates())
            try await add(watch.store, watch.parts.plan, at: now)
        } catch {
            run?.problems.append("the store does not answer: \(error)")
        }
    }

    private mutating func add(_ states: [FeedState]) {
        feeds["listed"] = states.count
        feeds["enabled"] = states.count(where: \.feed.enabled)
        for condition in FeedCondition.allCases {
            feeds[condition.rawValue] = states.count { $0.condition == condition }
        }
        troubles = states.filter(\.condition.isTrouble).map {
            Trouble(feed: $0.feed.name, condition: $0.condition, reason: $0.reason)
        }
    }

    private mutating func add(_ store: NewsStore, _ plan: Plan, at now: Date) async throws(StoreError) {
        let figures = try await store.figures(at: now)
        articles = ["stored": figures.articles]
        for relevance in Relevance.allCases { articles?[relevance.rawValue] = figures.relevance[relevance] ?? 0 }
        stories = figures.stories
        deliveries = Deliveries(
            pending: figures.pendingDeliveries, dead: figures.deadDeliveries, oldestPending: figures.oldestPending)
        lastChange = figures.lastChange.map { Int($0.rawValue) }
        lastChangeAt = figures.lastChangeAt
        digestWritten = try await DigestWriter(store: store, plan: plan).lastWritten()
        databaseBytes = Int(figures.databaseBytes)
        let errors = Dictionary(try await store.troubledEndpoints().map { ($0.name, $0.lastError) }) { first, _ in first
        }
        let named = plan.endpointNames
        endpoints = try await store.operatingFigures().queues
            .filter { named.contains($0.name) || $0.pending + $0.dead > 0 }
            .map { queue in
                Endpoint(
                    name: queue.name, pending: queue.pending, dead: queue.dead,
                    ageSeconds: queue.oldestPending.map { Int(now.timeIntervalSince($0)) },
                    disabledSince: queue.disabledSince, lastError: errors[queue.name].flatMap(\.self))
            }
    }
}

extension StatusReport.DeadRun {
    init(_ run: RunRecord, at now: Date) {
        self.init(
            version: run.version, pid: Int(run.pid), started: run.started,
            machineRestarted: run.endedWithMachine(bootedAt: RunRecord.boot(at: now)))
    }
}
