import NewsModel

extension Topic {
    /// The topic with the weights, baseline and thresholds that explain the labels and its own examples best.
    package func fitted(to articles: [LabelledArticle]) -> Topic {
        fitted(to: Self.samples(articles + labelledExamples, Classifier(topic: self)))
    }

    /// The file's examples count as labels, so that a headline added there teaches the weights as well.
    var labelledExamples: [LabelledArticle] {
        examples.map { LabelledArticle(id: "", text: $0.text, relevance: $0.relevance, tags: $0.tags ?? []) }
    }

    static func samples(_ articles: [LabelledArticle], _ classifier: Classifier) -> [OrdinalRegression.Sample] {
        articles.map { article in
            let rank =
                switch article.relevance {
                case .offTopic: 0
                case .related: 1
                case .onTopic: 2
                }
            return OrdinalRegression.Sample(rank: rank, values: classifier.values(for: article.text))
        }
    }

    func fitted(to samples: [OrdinalRegression.Sample]) -> Topic {
        let limit = 100.0
        let ranges = features.map { feature in
            feature.fixedWeight.map { $0...$0 } ?? (feature.isAgainst ? -limit...0 : 0...limit)
        }
        let solution = OrdinalRegression(ranges: ranges).fit(samples)
        let rounded = { (value: Double) in (value * 100).rounded() / 100 }
        let baseline = rounded(solution.onTopicShift)
        var model = RelevanceModel(
            weights: solution.weights.map(rounded), baseline: baseline, onTopic: 0.5, related: 0.5)
        model.onTopic = model.bestThreshold(for: samples)
        model.related = model.bestRelatedThreshold(near: baseline - solution.relatedShift, for: samples)
        return Topic(
            name: name, title: title, version: version, concepts: concepts, features: features, model: model,
            tagRules: tagRules,
            examples: examples)
    }
}

extension RelevanceModel {
    /// The threshold with the best F1, the one nearest to an even chance if several are alike.
    ///
    /// Only a narrow range is tried: few labels lie near the border, and what they say there is partly chance.
    fileprivate func bestThreshold(for samples: [OrdinalRegression.Sample]) -> Double {
        let scores = samples.map { (score: score(of: $0.values), isOnTopic: $0.rank == 2) }
        let candidates = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65]
        func f1(_ threshold: Double) -> Double {
            let said = scores.filter { $0.score >= threshold }
            let right = said.filter(\.isOnTopic).count
            return Double(2 * right) / Double(max(said.count + scores.filter(\.isOnTopic).count, 1))
        }
        // `max(by:)` would keep the last of equals.
        return candidates.reduce(0.5) { f1($1) > f1($0) ? $1 : $0 }
    }

    /// The threshold that tells most labels off topic from the others, the one nearest to the border of the regression if
    /// several are alike; again only a narrow range is tried.
    fileprivate func bestRelatedThreshold(near border: Double, for samples: [OrdinalRegression.Sample]) -> Double {
        let scores = samples.map { (score: score(of: $0.values), isRelated: $0.rank > 0) }
        let candidates = [0, 0.2, -0.2, 0.4, -0.4].map { Self.share(border + $0) }
        func right(_ threshold: Double) -> Int {
            scores.filter { ($0.score >= threshold) == $0.isRelated }.count
        }
        return candidates.reduce(candidates[0]) { right($1) > right($0) ? $1 : $0 }
    }

    /// A probability that is short to write and never 0 or 1.
    private static func share(_ logOdds: Double) -> Double {
        let score = RelevanceModel(weights: [], baseline: logOdds, onTopic: 0.5, related: 0.5).score(of: [])
        return min(max((score * 10_000).rounded() / 10_000, 0.0001), 0.499)
    }
}
