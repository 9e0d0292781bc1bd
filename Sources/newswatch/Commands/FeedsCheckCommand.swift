import ArgumentParser
import Foundation
import JSONText
import NewsModel
import Watching

struct FeedsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Asks every enabled feed once and says what came, without storing anything.",
        discussion: "Example: newswatch feeds check"
    )

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let plan = try options.plan()
            var output = StandardOutput()
            let progress = Progress(total: plan.feeds.filter(\.enabled).count)
            let probes = await FeedProbe.probe(plan, at: Date()) { progress.step() }
            progress.end()
            if json {
                for probe in probes {
                    try output.json { writer in
                        writer.member("name", probe.feed.name)
                        writer.member("url", probe.feed.url)
                        writer.member("entries", probe.entries)
                        writer.member("format", probe.format)
                        writer.member("failure", probe.failure?.kind.rawValue)
                        writer.member("reason", probe.failure?.reason)
                    }
                }
            } else {
                let rows = probes.map { probe in
                    [
                        shortened(probe.feed.name, to: 40),
                        probe.failure == nil ? "\(probe.entries ?? 0) entries" : "failed",
                        probe.failure?.reason ?? probe.format ?? "",
                    ]
                }
                try output.table(header: ["FEED", "ANSWER", "WHAT"], rows: rows)
            }
            try output.flush()
        }
    }
}
