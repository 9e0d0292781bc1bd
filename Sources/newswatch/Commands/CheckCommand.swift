import ArgumentParser
import Classifying
import Foundation
import NewsModel
import StrictYAML
import Watching

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks settings, feeds and topic, and prints every problem with its place.",
        discussion: """
            Each problem is one line: file:line:column: error: what is wrong; what to do. The topic's own examples are run \
            as well: a headline that must match and does not is a problem.

            Example: newswatch check --config /etc/newswatch/newswatch.yaml
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await reportingFailures {
            let plan = try options.plan(secrets: .reachable)
            let problems = plan.topic.exampleProblems()
            guard problems.isEmpty else { throw Problems(problems) }
            var output = StandardOutput()
            let enabled = plan.feeds.filter(\.enabled).count
            try output.line(
                "All is well: \(enabled) of \(plan.feeds.count) feeds enabled, topic \(plan.topic.name) version "
                    + "\(plan.topic.version), \(plan.webhooks.count) webhooks.")
            try output.flush()
        }
    }
}
