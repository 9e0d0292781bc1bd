/// The conditions of a topic's features and tags in the order in which they are asked.
struct Questions: Sendable {
    /// A condition and the place of the feature or tag that it belongs to.
    private struct Question: Sendable {
        let owner: Int
        let condition: Condition
        /// How often it may count.
        let times: Int
    }

    private let features: [Question]
    private let featureCount: Int
    private let tags: [Question]
    private let vetoes: [Question]

    init(_ topic: Topic) {
        featureCount = topic.features.count
        features = topic.features.enumerated().flatMap { owner, feature in
            feature.when.map { Question(owner: owner, condition: $0, times: feature.times) }
        }
        tags = topic.tagRules.enumerated().flatMap { owner, rule in
            rule.when.map { Question(owner: owner, condition: $0, times: 1) }
        }
        vetoes = topic.tagRules.enumerated().flatMap { owner, rule in
            rule.unless.map { Question(owner: owner, condition: $0, times: 1) }
        }
    }

    /// The values of the features, 0...1 each, and the concepts that those which count asked for.
    ///
    /// - Parameter weights: A feature of weight 0 gives no reason.
    func features(of scene: Scene, weights: [Double]) -> (values: [Double], reasons: ConceptSet) {
        var values = [Double](repeating: 0, count: featureCount)
        var reasons = ConceptSet()
        features.withUnsafeBufferPointer { questions in
            for index in questions.indices {
                let count = questions[index].condition.count(in: scene, upTo: questions[index].times)
                guard count > 0 else { continue }
                let owner = questions[index].owner
                values[owner] = max(values[owner], Double(count) / Double(questions[index].times))
                if weights[owner] != 0 { reasons.formUnion(questions[index].condition.asked) }
            }
        }
        return (values, reasons)
    }

    /// The places of the tags that hold, rising, and the concepts that they asked for.
    func tags(of scene: Scene) -> (tags: [Int], reasons: ConceptSet) {
        var held: [Int] = []
        var reasons = ConceptSet()
        tags.withUnsafeBufferPointer { questions in
            for index in questions.indices where questions[index].condition.count(in: scene, upTo: 1) > 0 {
                let owner = questions[index].owner
                if vetoes.contains(where: { $0.owner == owner && $0.condition.count(in: scene, upTo: 1) > 0 }) {
                    continue
                }
                if held.last != owner { held.append(owner) }
                reasons.formUnion(questions[index].condition.asked)
            }
        }
        return (held, reasons)
    }
}
