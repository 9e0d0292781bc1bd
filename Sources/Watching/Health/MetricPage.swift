package import Foundation
package import Measuring
import NewsModel
package import Storing

/// The text of `/metrics`, from what was counted and what was read.
///
/// The number of series is bounded: by the closed sets of the labels, by the webhooks of the settings, and for the feeds
/// by `feedsWithSeries`.
package struct MetricPage: Sendable {
    /// Feeds with series of their own: those known the longest, so that a series does not come and go.
    package static let feedsWithSeries = 1000
    /// From when on a feed that is due counts as overdue, in seconds: a host's turn may take its time.
    private static let overdue: TimeInterval = 300

    private let measures: Measures
    private let vitals: Vitals
    private let figures: OperatingFigures?
    private let digestWritten: Date?
    private let process: ProcessFigures
    private let now: Date

    /// - Parameter figures: `nil` when the store could not be read; its metrics are then left out.
    package init(
        _ measures: Measures, _ vitals: Vitals, _ figures: OperatingFigures?, digestWritten: Date?,
        process: ProcessFigures, at now: Date
    ) {
        self.measures = measures
        self.vitals = vitals
        self.figures = figures
        self.digestWritten = digestWritten
        self.process = process
        self.now = now
    }

    package var text: String {
        var page = MetricText()
        writeProgram(to: &page)
        if let figures {
            writeFeeds(figures.feeds, to: &page)
            writeQueues(figures.queues, to: &page)
            page.write(MetricCatalogue.lastChange, figures.lastChangeAt?.timeIntervalSince1970)
            page.write(MetricCatalogue.databaseSize, Double(figures.databaseBytes))
            page.write(MetricCatalogue.logSize, Double(figures.logBytes))
        }
        page.write(MetricCatalogue.digestWritten, digestWritten?.timeIntervalSince1970)
        writeFlow(to: &page)
        writeProcess(to: &page)
        return page.text
    }

    private func writeProgram(to page: inout MetricText) {
        page.write(MetricCatalogue.buildInfo, [([vitals.run.version], 1)])
        page.write(MetricCatalogue.ready, vitals.problems().isEmpty ? 1 : 0)
        page.write(MetricCatalogue.previousRunDied, vitals.died == nil ? 0 : 1)
        page.write(
            MetricCatalogue.silence,
            vitals.pulse.silences().sorted { $0.key < $1.key }.map { ([$0.key], $0.value.inSeconds) })
        page.write(MetricCatalogue.settingsGood, vitals.settingsAreGood ? 1 : 0)
        page.write(MetricCatalogue.settingsLoaded, vitals.settingsSince.timeIntervalSince1970)
    }

    private func writeFeeds(_ feeds: [FeedState], to page: inout MetricText) {
        let counts = Dictionary(grouping: feeds, by: \.condition).mapValues(\.count)
        page.write(MetricCatalogue.feeds, FeedCondition.allCases.map { ([$0.rawValue], Double(counts[$0] ?? 0)) })
        let asked = feeds.filter { $0.condition != .off && $0.condition != .gone }
        let overdue = asked.count { $0.due.addingTimeInterval(Self.overdue) < now }
        page.write(MetricCatalogue.feedsOverdue, Double(overdue))
        let shown = asked.prefix(Self.feedsWithSeries)
        page.write(MetricCatalogue.feedsWithoutSeries, Double(asked.count - shown.count))
        func write(_ family: MetricFamily, _ value: (FeedState) -> Double?) {
            page.write(family, shown.compactMap { feed in value(feed).map { ([feed.feed.name], $0) } })
        }
        write(MetricCatalogue.feedSuccess) { $0.lastSuccess?.timeIntervalSince1970 }
        write(MetricCatalogue.feedNewEntry) { $0.lastNewEntry?.timeIntervalSince1970 }
        write(MetricCatalogue.feedFailures) { Double($0.health.consecutiveFailures) }
        write(MetricCatalogue.feedEntries) { $0.pace.window.map(Double.init) }
    }

    private func writeQueues(_ queues: [EndpointQueue], to page: inout MetricText) {
        func write(_ family: MetricFamily, _ value: (EndpointQueue) -> Double) {
            page.write(family, queues.map { ([$0.name], value($0)) })
        }
        write(MetricCatalogue.outboxPending) { Double($0.pending) }
        write(MetricCatalogue.outboxAge) { queue in queue.oldestPending.map { max(0, now.timeIntervalSince($0)) } ?? 0 }
        write(MetricCatalogue.outboxDead) { Double($0.dead) }
        write(MetricCatalogue.endpointDisabled) { $0.disabledSince == nil ? 0 : 1 }
    }

    private func writeFlow(to page: inout MetricText) {
        func write<Label: RawRepresentable<String>>(_ family: MetricFamily, _ counts: CounterSet<Label>) {
            page.write(family, counts.values.map { ([$0.key.rawValue], Double($0.value)) }.sorted { $0.0[0] < $1.0[0] })
        }
        write(MetricCatalogue.refreshes, measures.refreshes)
        write(MetricCatalogue.failures, measures.failures)
        page.write(MetricCatalogue.bodyBytes, Double(measures.bodyBytes.value))
        write(MetricCatalogue.articles, measures.articles)
        write(MetricCatalogue.judged, measures.judged)
        write(MetricCatalogue.changes, measures.changes)
        page.write(
            MetricCatalogue.deliveries,
            measures.deliveries.values.map { ([$0.key.endpoint, $0.key.result.rawValue], Double($0.value)) }
                .sorted { ($0.0[0], $0.0[1]) < ($1.0[0], $1.0[1]) })
        page.write(MetricCatalogue.fetchTime, [([], measures.fetchTime.reading)])
        page.write(MetricCatalogue.parseTime, [([], measures.parseTime.reading)])
        page.write(MetricCatalogue.commitTime, [([], measures.commitTime.reading)])
        page.write(MetricCatalogue.refreshTime, [([], measures.refreshTime.reading)])
        page.write(
            MetricCatalogue.deliveryTime,
            measures.deliveryTime.readings.sorted { $0.key < $1.key }.map { ([$0.key], $0.value) })
    }

    private func writeProcess(to page: inout MetricText) {
        page.write(MetricCatalogue.residentMemory, Double(process.residentBytes))
        page.write(MetricCatalogue.virtualMemory, Double(process.virtualBytes))
        page.write(MetricCatalogue.cpu, process.cpuSeconds)
        page.write(MetricCatalogue.openFiles, Double(process.openFiles))
        page.write(MetricCatalogue.openFilesLimit, Double(process.openFilesLimit))
        page.write(MetricCatalogue.started, process.started.timeIntervalSince1970)
    }
}
