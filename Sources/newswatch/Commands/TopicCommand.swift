import ArgumentParser
import Classifying
import Foundation
import JSONText
import NewsModel
import StrictYAML
import Watching

struct TopicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topic", abstract: "Works on a topic file.", subcommands: [Fit.self])

    struct Fit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fits the weights of a topic file to labelled articles and writes them into it.")

        @Option(
            help: """
                JSON lines: id, title, summary, body, lang, relevance, tags. May be given several times; the examples \
                of the topic file are learned from in any case.
                """)
        var labels: [String] = []

        @OptionGroup var topic: TopicOption

        @OptionGroup var reviewed: ReviewLabels

        @Option(help: "Print figures of a K-fold cross-validation as well.")
        var crossValidate: Int?

        @Flag(help: "Print the figures, leave the file alone.")
        var dryRun = false

        func validate() throws {
            if let crossValidate, crossValidate < 2 { throw ValidationError("--cross-validate needs 2 folds or more.") }
        }

        func run() async throws {
            try await reportingFailures {
                let (text, old) = try topic.load(keepingWeights: false)
                let articles = try await reviewed.added(to: labels.flatMap(LabelFile.read), fitting: old)
                let new = old.fitted(to: articles)
                if let crossValidate, !articles.isEmpty {
                    print(Figures(new.crossValidated(on: articles, folds: crossValidate), "\(crossValidate)-fold").text)
                }
                var assessment = Assessment()
                let classifier = Classifier(topic: new)
                for article in articles { assessment.add(classifier.verdict(for: article.text), for: article) }
                if !articles.isEmpty { print(Figures(assessment, "all labels").text) }
                if dryRun { return }
                try topic.write(new.rewritingWeights(in: text))
            }
        }
    }
}

/// The topic file that a command works with.
struct TopicOption: ParsableArguments {
    @Option(
        name: .customLong("topic"),
        help: ArgumentHelp("The topic file.", discussion: "Default: the one that the settings name.", valueName: "file")
    )
    var given: String?

    /// The file to work with.
    var path: String {
        if let given { return given }
        let options = try? ConfigurationOptions.parse([])
        return (try? options?.settings())?.topic.path ?? "config/topics/russia-dprk-treaty.yaml"
    }

    /// The file's text and what it says; every problem goes to standard error.
    ///
    /// - Parameter keepingWeights: Whether the file's weights count, or are about to be replaced.
    func load(keepingWeights: Bool = true) throws -> (text: String, topic: Topic) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.noInput, "\(path): there is no such file; name one with --topic")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.badSettings, "\(path): the file is not UTF-8; save it so")
        }
        let log = ProblemLog()
        let read = keepingWeights ? text : Topic.removingWeights(from: text)
        guard let topic = Topic.read(read, file: path, log: log) else {
            throw CommandFailure(.badSettings, log.problems.map(\.description).joined(separator: "\n"))
        }
        return (text, topic)
    }

    /// Replaces the file at once, if the new text can be read.
    func write(_ text: String) throws {
        let log = ProblemLog()
        guard Topic.read(text, file: path, log: log) != nil else {
            throw CommandFailure(.software, log.problems.map(\.description).joined(separator: "\n"))
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(.inputOutput, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}

/// Reads articles that people have labelled.
private enum LabelFile {
    static func read(_ path: String) throws -> [LabelledArticle] {
        var articles: [LabelledArticle] = []
        try ArticleLines(path: path).read { line in
            guard let relevance = line.relevance else {
                throw JSONError(what: "'relevance' is missing or none of on_topic, related, off_topic", offset: 0)
            }
            articles.append(
                LabelledArticle(id: line.id ?? "", text: line.text, relevance: relevance, tags: line.tags))
        }
        return articles
    }
}

/// The figures of an assessment, for people.
private struct Figures {
    let text: String

    init(_ assessment: Assessment, _ name: String) {
        func share(_ value: Double) -> String { String(format: "%.3f", value) }
        let languages = assessment.onTopicByLanguage.sorted { $0.key < $1.key }
        let tags = assessment.tags.sorted { $0.key < $1.key }
        text = """
            \(name): \(assessment.articles) articles
              accuracy \(share(assessment.accuracy))
              on_topic F1 \(share(assessment.onTopic.f1)), precision \(share(assessment.onTopic.precision)), \
            recall \(share(assessment.onTopic.recall))
              by language \(languages.map { "\($0.key) \(share($0.value.f1))" }.joined(separator: ", "))
              tags micro-F1 \(share(assessment.allTags.f1))
              \(tags.map { "\($0.key) \(share($0.value.f1))" }.joined(separator: ", "))
            """
    }
}
