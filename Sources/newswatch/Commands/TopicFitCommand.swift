import ArgumentParser
import Classifying
import JSONText
import NewsModel

struct TopicFitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fit",
        abstract: "Fits the weights of a topic file to labelled articles and writes them into it.",
        discussion: "Example: newswatch topic fit --labels labelled.jsonl --cross-validate 10 --dry-run")

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

    @Flag(help: "List every article that is judged otherwise than its label, with the reasons.")
    var errors = false

    @Flag(help: "Print the figures, leave the file alone.")
    var dryRun = false

    func validate() throws {
        if let crossValidate, crossValidate < 2 { throw ValidationError("--cross-validate needs 2 folds or more.") }
    }

    func run() async throws {
        try await reportingFailures {
            let (text, old) = try topic.load(keepingWeights: false)
            let articles = try await reviewed.added(
                to: labels.flatMap(LabelFile.read), fitting: old, in: topic.configuration)
            let new = old.fitted(to: articles)
            var output = StandardOutput()
            if let crossValidate, !articles.isEmpty {
                let held = new.crossValidated(on: articles, folds: crossValidate)
                try output.text(AssessmentOutput.text(held, name: "\(crossValidate)-fold"))
                if errors { try output.text(AssessmentOutput.mistakes(held)) }
            }
            if !articles.isEmpty {
                let all = new.assessed(on: articles)
                try output.text(AssessmentOutput.text(all, name: "all labels"))
                if errors, crossValidate == nil { try output.text(AssessmentOutput.mistakes(all)) }
            }
            if dryRun { return }
            try topic.write(new.rewritingWeights(in: text))
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
