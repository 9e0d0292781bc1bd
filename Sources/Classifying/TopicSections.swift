import NewsModel
import StrictYAML

/// Reads `relevance`: the features, their weights and the thresholds.
struct RelevanceReader {
    let concepts: ConceptReader

    func read(_ value: YAMLValue?) -> (features: [Feature], model: RelevanceModel)? {
        guard let value else { return nil }
        let members = value.mapping(keys: ["features", "weights", "baseline", "thresholds"])
        let features = (members["features"]?.freeMapping() ?? []).compactMap(feature)
        if features.isEmpty { value.problem("'features' is empty", "describe at least one feature") }
        let thresholds = members["thresholds"]?.mapping(keys: ["on_topic", "related"]) ?? [:]
        let onTopic = thresholds["on_topic"]?.number() ?? 0.5
        let related = thresholds["related"]?.number() ?? 0.1
        if !(0 < related && related <= onTopic && onTopic < 1) {
            value.problem("the thresholds are out of order", "write 0 < related <= on_topic < 1")
        }
        return (
            features,
            RelevanceModel(
                weights: weights(members["weights"], of: features),
                baseline: members["baseline"]?.number() ?? 0, onTopic: onTopic, related: related)
        )
    }

    private func feature(_ name: YAMLValue, _ value: YAMLValue) -> Feature? {
        guard let key = name.string() else { return nil }
        let members = value.mapping(keys: ["says", "when", "times", "against", "weight"] + ConceptReader.conditionKeys)
        let when =
            members["when"] == nil
            ? [concepts.condition(members, at: value)].compactMap { $0 } : concepts.conditions(members["when"])
        let isAgainst = members["against"]?.bool() ?? false
        let weight = members["weight"]?.number()
        if let weight, isAgainst ? weight > 0 : weight < 0 {
            value.problem(
                "the weight of '\(key)' has the wrong sign",
                isAgainst ? "write a negative one, or drop 'against'" : "write a positive one, or add 'against: true'")
        }
        return Feature(
            key: key,
            says: members["says"]?.string() ?? key.replacing("_", with: " "),
            when: when,
            times: members["times"]?.integer(in: 1...100) ?? 1,
            isAgainst: isAgainst,
            fixedWeight: weight)
    }

    /// A feature without a weight counts nothing until the topic is fitted.
    private func weights(_ value: YAMLValue?, of features: [Feature]) -> [Double] {
        let members = value?.mapping(keys: features.map(\.key)) ?? [:]
        return features.map { feature in
            let fitted = members[feature.key]
            guard let fixed = feature.fixedWeight else { return fitted?.number() ?? 0 }
            fitted?.problem("the feature '\(feature.key)' has a weight of its own", "drop one of the two")
            return fixed
        }
    }
}

/// Reads `tags`.
struct TagReader {
    let concepts: ConceptReader

    func read(_ value: YAMLValue?) -> [TagRule] {
        (value?.freeMapping() ?? []).compactMap { name, value in
            guard let key = name.string() else { return nil }
            let members = value.mapping(keys: ["name", "when", "unless"])
            if members["when"] == nil { value.problem("the tag '\(key)' has no 'when'", "say which concepts raise it") }
            return TagRule(
                tag: Topic.Tag(key: key, name: members["name"]?.string() ?? key),
                when: concepts.conditions(members["when"]),
                unless: concepts.conditions(members["unless"]))
        }
    }
}

/// Reads `examples`: headlines by the relevance that they must get.
struct ExampleReader {
    let tags: [String]

    func read(_ value: YAMLValue?) -> [Example] {
        let groups = value?.mapping(keys: Relevance.allCases.map(\.rawValue)) ?? [:]
        return Relevance.allCases.reversed().flatMap { relevance in
            (groups[relevance.rawValue]?.list() ?? []).compactMap { example($0, relevance) }
        }
    }

    private func example(_ value: YAMLValue, _ relevance: Relevance) -> Example? {
        let place = value.located("", "")
        if value.isMapping {
            let members = value.mapping(keys: ["title", "lead", "tags"])
            let title = members["title"]?.string() ?? ""
            let tags = members["tags"].map { $0.list().compactMap(tag) }
            return Example(
                text: ArticleText(title: title, summary: members["lead"]?.string() ?? ""), relevance: relevance,
                tags: tags, place: place)
        }
        guard let title = value.string() else { return nil }
        return Example(text: ArticleText(title: title), relevance: relevance, tags: nil, place: place)
    }

    private func tag(_ value: YAMLValue) -> String? {
        guard let key = value.string() else { return nil }
        if tags.contains(key) { return key }
        let nearest = nearestWord(to: key, among: tags)
        value.problem("there is no tag '\(key)'", nearest.map { "did you mean '\($0)'?" } ?? "add it to 'tags'")
        return nil
    }
}
