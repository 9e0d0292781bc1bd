import ArgumentParser
import Foundation
import Watching

struct DigestCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case markdown, html, json
    }

    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Prints the digest of what is known, without asking any feed.",
        discussion: "Example: newswatch digest --since 7d --format html > week.html"
    )

    @OptionGroup var options: ConfigurationOptions
    @Option(
        help: ArgumentHelp(
            "From then on; the settings' window by default.", discussion: TimeArgument.help, valueName: "time"))
    var since: TimeArgument?
    @Option(help: "How to write it.")
    var format = Format.markdown

    func run() async throws {
        try await reportingFailures {
            let digest = try await PrintedDigest(plan: options.plan(), since: since?.date(now: Date()), now: Date())
            var output = StandardOutput()
            switch format {
            case .markdown: try output.text(digest.markdown)
            case .html: try output.text(digest.html)
            case .json: try output.text(digest.json)
            }
        }
    }
}
