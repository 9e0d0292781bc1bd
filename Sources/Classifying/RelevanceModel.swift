import Foundation

/// The weights that turn features into a score, and the scores from which an article is related or on topic.
struct RelevanceModel: Sendable, Hashable {
    /// In the order of the features.
    var weights: [Double]
    /// The log odds of an article without any feature.
    var baseline: Double
    /// The score from which an article is on topic.
    var onTopic: Double
    /// The score from which it is related.
    var related: Double

    /// The probability that an article with these values of the features is on topic.
    func score(of values: [Double]) -> Double {
        1 / (1 + exp(-zip(weights, values).reduce(baseline) { $0 + $1.0 * $1.1 }))
    }
}
