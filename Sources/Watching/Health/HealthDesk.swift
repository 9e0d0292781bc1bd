import Foundation
import Measuring
import Notifying
import Storing

/// Answers those who ask how the daemon is.
///
/// What is read from the store is read once a second at the most, however many ask: a scrape holds nobody up, and many
/// scrapes cost no more than one.
package actor HealthDesk {
    private static let freshness = Duration.seconds(1)

    private let watch: Watch
    private let vitals: Vitals
    private var page: (at: ContinuousClock.Instant, text: Task<String, Never>)?
    private var report: (at: ContinuousClock.Instant, text: Task<String, Never>)?

    package init(watch: Watch, vitals: Vitals) {
        self.watch = watch
        self.vitals = vitals
    }

    /// In Prometheus's text format.
    package func metrics(at now: ContinuousClock.Instant = .now) async -> String {
        if let page, page.at.duration(to: now) < Self.freshness { return await page.text.value }
        let text = Task { [watch, vitals] in await Self.metrics(of: watch, vitals) }
        page = (now, text)
        return await text.value
    }

    /// One JSON object: what `newswatch status --json` prints.
    package func status(at now: ContinuousClock.Instant = .now) async -> String {
        if let report, report.at.duration(to: now) < Self.freshness { return await report.text.value }
        let text = Task { [watch, vitals] in await StatusReport(watch, vitals, at: watch.now()).json }
        report = (now, text)
        return await text.value
    }

    private static func metrics(of watch: Watch, _ vitals: Vitals) async -> String {
        // A store that cannot be read takes its own metrics out of the page, never the page.
        var figures = try? await watch.store.operatingFigures()
        // One that the settings no longer name alarms nobody.
        let named = watch.parts.plan.endpointNames
        figures?.queues.removeAll { !named.contains($0.name) }
        let digestWritten = try? await watch.parts.digest.lastWritten()
        return MetricPage(
            watch.measures, vitals, figures, digestWritten: digestWritten, process: .now(), at: watch.now()
        ).text
    }
}
