import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Takes an analyst's marks back in.",
        discussion: "Example: newswatch review import state/digest.md",
        subcommands: [ReviewImportCommand.self]
    )
}

struct ReviewImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads the marks of an edited digest, stores them, and says how good the verdicts were.",
        discussion: """
            A mark is an x in a box of a line such as `verdict: [x] right [ ] wrong [ ] unsure (article 42)`, in Markdown or \
            HTML. A later mark of an article replaces the earlier one. Precision counts the verdicts "on topic"; near \
            misses marked wrong are counted as missed. `topic fit --reviews` learns from all stored marks.

            Example: newswatch review import state/digest.md
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The edited digest.", completion: .file())
    var digest: String
    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .guest)
            let review = try await DigestReview(of: digest, storingIn: store, at: Date())
            var output = StandardOutput()
            if json {
                try output.json { ReviewOutput.write(review, to: &$0) }
            } else {
                for line in ReviewOutput.lines(review, of: digest) { try output.line(line) }
            }
            try output.flush()
        }
    }
}
