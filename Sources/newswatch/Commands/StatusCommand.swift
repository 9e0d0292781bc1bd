import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells on one screen how the watch is doing.",
        discussion: "Example: newswatch status --json"
    )

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let status = try await WatchStatus(plan: options.plan(), at: Date())
            var output = StandardOutput()
            if json {
                try output.json { StatusOutput.write(status, to: &$0) }
            } else {
                for line in StatusOutput.lines(status) { try output.line(line) }
            }
            try output.flush()
        }
    }
}
