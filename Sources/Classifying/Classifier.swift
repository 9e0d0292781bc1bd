package import NewsModel

/// Says of an article whether it is on the topic, which tags it gets, and why.
///
/// Pure: the same text gives the same verdict, on any thread.
package struct Classifier: Sendable {
    private let topic: Topic
    private let matcher: Matcher
    /// For each concept, itself and every concept that counts it as a part.
    private let unions: [ConceptSet]
    private let decoys: ConceptSet

    package init(topic: Topic) {
        self.topic = topic
        matcher = Matcher(concepts: topic.concepts.map(\.forms))
        unions = topic.concepts.unions
        var decoys = ConceptSet()
        for (index, concept) in topic.concepts.enumerated() where concept.isDecoy { decoys.insert(index) }
        self.decoys = decoys
    }

    package func verdict(for text: ArticleText) -> Verdict {
        let stream = SymbolStream(text, table: matcher.table)
        let hits = hits(in: stream, of: text)
        let scene = Scene(hits: hits, stream: stream, unions: unions)
        let values = topic.features.map { $0.value(in: scene) }
        let model = topic.model
        let score = model.score(of: values)
        let relevance: Relevance =
            if score >= model.onTopic { .onTopic } else if score >= model.related { .related } else { .offTopic }
        return Verdict(
            relevance: relevance,
            score: (score * 10_000).rounded() / 10_000,
            threshold: model.onTopic,
            tags: relevance == .offTopic ? [] : topic.tagRules.filter { $0.holds(in: scene) }.map(\.tag.key),
            evidence: evidence(hits, stream, text),
            contributions: contributions(values),
            topic: topic.label)
    }

    /// The values of the features, for fitting.
    func values(for text: ArticleText) -> [Double] {
        let stream = SymbolStream(text, table: matcher.table)
        let scene = Scene(hits: hits(in: stream, of: text), stream: stream, unions: unions)
        return topic.features.map { $0.value(in: scene) }
    }

    /// The hits that no look-alike covers.
    private func hits(in stream: SymbolStream, of text: ArticleText) -> [Matcher.Hit] {
        let hits = matcher.hits(in: stream, of: text)
        let covers = hits.filter { decoys.contains($0.concept) }
        if covers.isEmpty { return hits }
        return hits.filter { hit in
            decoys.contains(hit.concept) || !covers.contains { $0.start <= hit.start && hit.end <= $0.end }
        }
    }

    private func contributions(_ values: [Double]) -> [Contribution] {
        var list = [Contribution(feature: "baseline", value: topic.model.baseline)]
        for (index, value) in values.enumerated() where value != 0 {
            let added = topic.model.weights[index] * value
            list.append(Contribution(feature: topic.features[index].key, value: (added * 1000).rounded() / 1000))
        }
        return list
    }

    /// The first place of each concept in each field.
    private func evidence(_ hits: [Matcher.Hit], _ stream: SymbolStream, _ text: ArticleText) -> [Evidence] {
        var seen: Set<Int> = []
        var list: [Evidence] = []
        for hit in hits.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            let field = stream.field(of: hit.start)
            guard seen.insert(hit.concept << 2 | field.place).inserted else { continue }
            let utf8 = text[field].utf8
            let range = stream.byteRange(of: hit)
            let start = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
            let end = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
            let concept = topic.concepts[hit.concept]
            list.append(
                Evidence(
                    concept: concept.key,
                    gloss: concept.gloss,
                    text: String(text[field][start..<end]),
                    field: field,
                    offset: text[field].unicodeScalars[..<start].count))
        }
        return list
    }
}

extension ArticleField {
    fileprivate var place: Int {
        switch self {
        case .title: 0
        case .summary: 1
        case .body: 2
        }
    }
}

extension Feature {
    func value(in scene: Scene) -> Double {
        var count = 0
        for condition in when where count < times { count = max(count, condition.count(in: scene, upTo: times)) }
        return Double(count) / Double(times)
    }
}

extension TagRule {
    func holds(in scene: Scene) -> Bool {
        when.contains { $0.count(in: scene, upTo: 1) > 0 } && !unless.contains { $0.count(in: scene, upTo: 1) > 0 }
    }
}

extension [Concept] {
    /// For each concept, itself and all concepts of which it is a part, directly or by way of another.
    fileprivate var unions: [ConceptSet] {
        indices.map { index in
            var set = ConceptSet()
            var open = [index]
            while let next = open.popLast() {
                guard !set.contains(next) else { continue }
                set.insert(next)
                open += indices.filter { self[$0].parts.contains(next) }
            }
            return set
        }
    }
}
