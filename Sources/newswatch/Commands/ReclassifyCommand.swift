import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct ReclassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reclassify",
        abstract: "Judges the stored articles anew by the topic file as it is now, and shows what becomes different.",
        discussion: """
            Every article is judged by its newest text; one whose text retention dropped stays as it is. The differences are \
            shown first, then applied, and stories follow their articles. Nobody is told of stories that become on topic, \
            now or when a copy comes later, unless --alert asks for it; no story is announced twice.

            The daemon must not run meanwhile (exit code 75), except with --dry-run. An interrupted run can be run again.

            Example: newswatch reclassify --dry-run
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Show the differences, change nothing.")
    var dryRun = false
    @Flag(help: "Announce stories that rise nearer to the topic; the daemon or the next `once` delivers.")
    var alert = false
    @Flag(help: "Print JSON lines: one for each difference, then the counts.")
    var json = false

    func validate() throws {
        if dryRun, alert { throw ValidationError("--alert announces what is applied; --dry-run applies nothing") }
    }

    func run() async throws {
        try await reportingFailures {
            let work = try Reclassification(plan: options.plan(), access: dryRun ? .reader : .owner)
            do {
                try await show(work)
                try work.close()
            } catch {
                try? work.close()
                throw error
            }
        }
    }

    private func show(_ work: Reclassification) async throws {
        var output = StandardOutput()
        let differences = try await work.compare { difference in
            if json {
                try output.json { ReclassifyOutput.write(difference, to: &$0) }
            } else if difference.kind != .scoreAlone {
                try output.line(ReclassifyOutput.line(difference))
            }
        }
        if !json { for line in ReclassifyOutput.lines(differences) { try output.line(line) } }
        try output.flush()
        var applied: Rejudgement?
        if !dryRun {
            let progress = Progress(total: differences.judged)
            applied = try await work.apply(alerting: alert, at: Date()) { count in
                for _ in 0..<count { progress.step() }
            }
            progress.end()
        }
        if json {
            try output.json { ReclassifyOutput.write(differences, applied, to: &$0) }
        } else {
            try output.line(ReclassifyOutput.sentence(applied, alerting: alert))
        }
        try output.flush()
    }
}
