import ArgumentParser
import Foundation
import JSONText
import NewsModel
import Watching

struct OnceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "once",
        abstract: "Makes one pass over the feeds that are due, delivers what it can, and exits.",
        discussion: """
            A feed that fails is reported and retried later; it does not make the pass fail.

            Example: newswatch once --all --json
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Ask every enabled feed, due or not; never one that is gone or whose host asked for a pause.")
    var all = false
    @Flag(help: "Print the counts as one JSON object.")
    var json = false
    @Option(
        help: ArgumentHelp(
            "Work as if it were this time, for samples and archives. \(TimeArgument.help)", valueName: "time"))
    var asOf: TimeArgument?

    func run() async throws {
        try await reportingFailures {
            let start = Date()
            let lag = asOf.map { start.timeIntervalSince($0.date(now: start)) } ?? 0
            let watch = try await Watch(plan: options.plan(secrets: .required)) { Date().addingTimeInterval(-lag) }
            let report = try await watch.once(all: all)
            try await watch.close()
            var output = StandardOutput()
            if json {
                try output.json { Self.write(report, to: &$0) }
            } else {
                for line in Self.sentences(report) { try output.line(line) }
            }
            try output.flush()
        }
    }

    private static func write(_ report: OnceReport, to writer: inout JSONWriter) {
        writer.member(
            "feeds",
            object: { writer in
                writer.member("due", report.due)
                writer.member("fetched", report.fetched)
                writer.member("unchanged", report.unchanged)
                writer.member("failed", report.failed)
                writer.member("skipped", report.skipped)
            })
        writer.member(
            "articles",
            object: { writer in
                writer.member("new", report.commits.newArticles)
                writer.member("revised", report.commits.revisedArticles)
                writer.member("known", report.commits.knownArticles)
            })
        writer.member(
            "relevance",
            object: { writer in
                for relevance in Relevance.allCases.reversed() {
                    writer.member(relevance.rawValue, report.commits.relevance[relevance] ?? 0)
                }
            })
        writer.member(
            "stories",
            object: { writer in
                writer.member("new", report.commits.newStories)
                writer.member("updated", report.commits.updatedStories)
            })
        writer.member(
            "deliveries",
            object: { writer in
                writer.member("sent", report.deliveries.sent)
                writer.member("failed", report.deliveries.failed)
                writer.member("pending", report.pendingDeliveries)
            })
    }

    private static func sentences(_ report: OnceReport) -> [String] {
        let onTopic = report.commits.relevance[.onTopic] ?? 0
        let related = report.commits.relevance[.related] ?? 0
        return [
            "Feeds: \(report.due) due, \(report.fetched) fetched, \(report.unchanged) unchanged, \(report.failed) failed, "
                + "\(report.skipped) skipped.",
            "Articles: \(report.commits.newArticles) new (\(onTopic) on topic, \(related) related), "
                + "\(report.commits.revisedArticles) revised, \(report.commits.knownArticles) known.",
            "Stories: \(report.commits.newStories) new, \(report.commits.updatedStories) updated. Deliveries: "
                + "\(report.deliveries.sent) sent, \(report.deliveries.failed) failed, \(report.pendingDeliveries) waiting.",
        ]
    }
}
