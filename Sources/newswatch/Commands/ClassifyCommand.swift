import ArgumentParser
import Classifying
import Foundation
import JSONText
import NewsModel

struct ClassifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify",
        abstract: "Says of each article whether it is on the topic, and why.",
        discussion: """
            Reads and writes JSON lines; a bad line is told with its number, passed over, and ends the command with exit code 65.

            Example: newswatch classify articles.jsonl --explain
            """
    )

    @Argument(help: "JSON lines: id, title, summary, body, lang. Standard input if absent.", completion: .file())
    var file: String?

    @OptionGroup var topic: TopicOption

    @Flag(help: "Print the verdicts for people, with their reasons.")
    var explain = false

    func run() async throws {
        try await reportingFailures {
            let classifier = Classifier(topic: try topic.load().topic)
            var output = Output()
            var workspace = Workspace()
            try ArticleLines(path: file).read { line in
                let verdict = classifier.verdict(for: line.text, using: &workspace)
                if explain {
                    try output.write(Explanation(verdict, of: line.text, id: line.id).text)
                } else {
                    try output.write(verdict, id: line.id)
                }
            } drained: {
                try output.flush()
            }
        }
    }
}
