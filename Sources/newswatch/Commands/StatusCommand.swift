import ArgumentParser
import Foundation
import Watching

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Tells on one screen how the watch is doing.",
        discussion: """
            Asks the running daemon where http.listen of the settings says; when it does not answer, reads the store, and \
            says which of them told it.

            Example: newswatch status --json
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let (report, silence) = try await report()
            var output = StandardOutput()
            if json {
                try output.line(report.json)
            } else {
                for line in StatusOutput.lines(report, silence: silence, at: Date()) { try output.line(line) }
            }
            try output.flush()
        }
    }

    /// The status, and why the daemon was not the one to tell it.
    private func report() async throws -> (StatusReport, silence: String?) {
        let settings = try options.settings()
        do throws(DaemonQuestion.Unanswered) {
            let question = try DaemonQuestion(settings, environment: ProcessInfo.processInfo.environment)
            return (try await question.status(), nil)
        } catch {
            return (try await StatusReport(plan: options.plan(), at: Date()), error.reason)
        }
    }
}
