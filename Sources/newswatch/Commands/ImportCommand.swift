import ArgumentParser
import Foundation
import NewsModel
import Watching

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reads articles from JSON lines into the store, as a backfill that raises no alert.",
        discussion: """
            Each line is an object with title and any of id, feed, url, summary, body, published (RFC 3339) and lang. A line that \
            cannot be read ends the import with exit code 65 and its number; what stood before it is kept.

            Example: newswatch import articles.jsonl
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The file; - is standard input.", completion: .file())
    var file: String

    func run() async throws {
        try await reportingFailures {
            let watch = try await Watch(plan: options.plan())
            let report: ImportReport
            do {
                report = try await watch.importArticles(from: file)
                try await watch.close()
            } catch {
                try await watch.close()
                throw error
            }
            var output = StandardOutput()
            try output.line(
                "\(report.read) read: \(report.commits.newArticles) new, \(report.commits.revisedArticles) revised, "
                    + "\(report.commits.knownArticles) known.")
            try output.flush()
        }
    }
}
