import ArgumentParser
import Classifying
import NewsModel
import Storing
import Watching

/// Analysts' marks as labels to fit a topic to.
struct ReviewLabels: ParsableArguments {
    @Flag(help: "Learn from the stored marks of analysts as well; --config names the settings.")
    var reviews = false

    /// The labels with those that the stored marks give; the labels alone without `--reviews`.
    ///
    /// A verdict marked right is its own label, with its tags. A near miss marked wrong is on topic. A verdict "on topic"
    /// marked wrong is not, and gets the classifier's second choice: see `Topic.labels(ofRefuted:)`. Marks of verdicts by
    /// another topic, and of articles whose texts were dropped, teach nothing.
    func added(
        to labels: [LabelledArticle], fitting topic: Topic, in options: ConfigurationOptions
    ) async throws -> [LabelledArticle] {
        guard reviews else { return labels }
        let stored: [ReviewedArticle]
        do {
            stored = try await NewsStore(directory: options.settings().state, access: .reader).reviewedArticles()
        } catch {
            throw CommandFailure.reported(error)
        }
        let usable = stored.filter { !$0.isDropped && $0.review.topic.hasPrefix(topic.name + "/") }
        let known = usable.compactMap(Self.label)
        let refuted = usable.filter { $0.review.mark == .wrong && $0.review.relevance == .onTopic }
            .map { LabelledArticle(id: Self.id($0), text: $0.article.text, relevance: .offTopic) }
        writeToStandardError(
            "\(known.count + refuted.count) of \(stored.count) stored marks are used as labels, \(refuted.count) of them "
                + "of verdicts \"on topic\" that were wrong.\n")
        guard !refuted.isEmpty else { return labels + known }
        return labels + known + topic.fitted(to: labels + known).labels(ofRefuted: refuted)
    }

    /// Nil when the mark does not say what the label is.
    private static func label(_ reviewed: ReviewedArticle) -> LabelledArticle? {
        let (review, article) = (reviewed.review, reviewed.article)
        switch (review.mark, review.relevance) {
        case (.right, let relevance):
            let tags = article.relevance == relevance ? article.tags : []
            return LabelledArticle(id: id(reviewed), text: article.text, relevance: relevance, tags: tags)
        case (.wrong, .related), (.wrong, .offTopic):
            return LabelledArticle(id: id(reviewed), text: article.text, relevance: .onTopic)
        case (.wrong, .onTopic), (.unsure, _): return nil
        }
    }

    private static func id(_ reviewed: ReviewedArticle) -> String { "review:\(reviewed.review.article.rawValue)" }
}
