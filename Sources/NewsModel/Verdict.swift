/// How near an article is to the topic.
package enum Relevance: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    case offTopic = "off_topic"
    case related
    case onTopic = "on_topic"

    package static func < (left: Relevance, right: Relevance) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .offTopic: 0
        case .related: 1
        case .onTopic: 2
        }
    }
}

/// A part of an article's text.
package enum ArticleField: String, Hashable, Sendable, Codable, CaseIterable {
    case title, summary, body
}

/// One place in the text that speaks for the verdict.
package struct Evidence: Hashable, Sendable, Codable {
    /// The concept's key in the topic file.
    package var concept: String
    /// The concept's name in English, for readers who do not know the language of the match.
    package var gloss: String
    /// Exactly as the article writes it.
    package var text: String
    package var field: ArticleField
    /// Where the match begins in the field, in Unicode code points.
    package var offset: Int

    package init(concept: String, gloss: String, text: String, field: ArticleField, offset: Int) {
        self.concept = concept
        self.gloss = gloss
        self.text = text
        self.field = field
        self.offset = offset
    }
}

/// What one feature of the text added to the score.
package struct Contribution: Hashable, Sendable, Codable {
    package var feature: String
    package var value: Double

    package init(feature: String, value: Double) {
        self.feature = feature
        self.value = value
    }
}

/// What the classifier says of an article, with its reasons.
package struct Verdict: Hashable, Sendable, Codable {
    package var relevance: Relevance
    /// 0...1, rising with relevance.
    package var score: Double
    /// The score from which an article is on topic.
    package var threshold: Double
    /// Keys of the topic's tags, in the topic file's order.
    package var tags: [String]
    package var evidence: [Evidence]
    package var contributions: [Contribution]
    /// The topic file's name and version, for instance `russia-dprk-treaty/3`.
    package var topic: String

    package init(
        relevance: Relevance,
        score: Double,
        threshold: Double,
        tags: [String] = [],
        evidence: [Evidence] = [],
        contributions: [Contribution] = [],
        topic: String
    ) {
        self.relevance = relevance
        self.score = score
        self.threshold = threshold
        self.tags = tags
        self.evidence = evidence
        self.contributions = contributions
        self.topic = topic
    }
}
