import ArgumentParser
import Classifying
import JSONText

struct TopicScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Counts the lines of a plain text in which any form of the topic is found.",
        discussion: """
            What `grep -c -F -f` does with a list of words, but with the folding, word boundaries and stems of the topic file; \
            `make bench` times the two side by side.

            Example: newswatch topic scan corpus.txt
            """
    )

    @Argument(help: "Plain text in UTF-8. Standard input if absent.")
    var file: String?

    @OptionGroup var topic: TopicOption

    func run() async throws {
        try await reportingFailures {
            let classifier = Classifier(topic: try topic.load().topic)
            var workspace = Workspace()
            var count = 0
            do {
                var lines =
                    try file.map { (path) throws(LineReader.Failure) in try LineReader(path: path) } ?? .standardInput()
                while try lines.next({ _, line in
                    if classifier.mentions(ArticleBytes(body: line), using: &workspace) { count += 1 }
                }) {}
            } catch let failure as LineReader.Failure {
                throw CommandFailure(failure, reading: file)
            }
            print(count)
        }
    }
}
