import Foundation
import NewsModel
import Watching

/// The watch on one screen.
enum StatusOutput {
    /// - Parameter silence: Why the daemon did not tell it itself.
    static func lines(_ report: StatusReport, silence: String?, at now: Date) -> [String] {
        var lines = head(report, silence: silence)
        lines.append(feeds(report))
        if let articles = report.articles {
            lines += [
                "articles    \(articles["stored"] ?? 0): \(articles["on_topic"] ?? 0) on topic, "
                    + "\(articles["related"] ?? 0) related, in \(report.stories) stories",
                deliveries(report, at: now),
                "last change \(report.lastChangeAt.map(Listing.minute) ?? "never")",
                "last digest \(report.digestWritten.map(Listing.minute) ?? "never")",
            ]
        } else {
            lines.append("store       nothing stored yet; run `newswatch once` or `newswatch run`")
        }
        if let bytes = report.databaseBytes { lines.append("database    \(bytes / 1024) KiB") }
        if let run = report.run {
            lines.append("process     \(run.residentBytes >> 20) MiB resident, \(run.openFiles) open files")
        }
        let wrong = wrong(report)
        return wrong.isEmpty ? lines : lines + ["", "wrong"] + wrong.map { "  \($0)" }
    }

    private static func head(_ report: StatusReport, silence: String?) -> [String] {
        guard let run = report.run else {
            let state = report.running ? "running, and it does not tell how it is" : "not running"
            return [state, "told by     the store" + (silence.map { " (\($0))" } ?? "")]
        }
        let up = FeedOutput.length(seconds: Double(run.uptimeSeconds))
        let state = run.problems.isEmpty ? "running well" : "running, not ready"
        let refreshes = ["fetched", "unchanged", "failed"].map { "\(run.refreshes[$0] ?? 0) \($0)" }
        return [
            "\(state) for \(up), version \(run.version), pid \(run.pid)", "told by     the daemon",
            "settings    read \(Listing.minute(run.settingsLoaded))",
            "refreshes   since the start: \(refreshes.joined(separator: ", "))",
        ]
    }

    private static func feeds(_ report: StatusReport) -> String {
        let conditions = FeedCondition.allCases.compactMap { condition -> String? in
            let count = report.feeds[condition.rawValue] ?? 0
            return count > 0 ? "\(count) \(condition.rawValue)" : nil
        }
        return "feeds       \(report.feeds["listed"] ?? 0) listed: \(conditions.joined(separator: ", "))"
    }

    private static func deliveries(_ report: StatusReport, at now: Date) -> String {
        let oldest = report.deliveries.oldestPending.map {
            ", the oldest for \(FeedOutput.length(seconds: now.timeIntervalSince($0)))"
        }
        return "deliveries  \(report.deliveries.pending) waiting\(oldest ?? ""), \(report.deliveries.dead) dead"
    }

    /// One line for each thing that somebody should look at.
    private static func wrong(_ report: StatusReport) -> [String] {
        var lines = report.run?.problems ?? []
        if let died = report.lastRunDied {
            let cause = died.machineRestarted ? "the machine was restarted" : "it crashed or was killed"
            lines.append(
                "the last run, started \(Listing.minute(died.started)), ended without stopping: \(cause) "
                    + "(pid \(died.pid), version \(died.version))")
        }
        lines += report.troubles.map { "\($0.condition.rawValue)  \($0.feed): \($0.reason ?? "")" }
        lines += report.endpoints.filter { $0.dead > 0 || $0.lastError != nil || $0.disabledSince != nil }.map {
            let disabled = $0.disabledSince.map { ", disabled since \(Listing.minute($0))" } ?? ""
            return "webhook \($0.name): \($0.pending) waiting, \($0.dead) dead\(disabled); \($0.lastError ?? "")"
        }
        return lines
    }
}
