package import NewsModel

/// Says of an article whether it is on the topic, which tags it gets, and why.
///
/// Pure: the same text gives the same verdict, on any thread.
package struct Classifier: Sendable {
    private let matcher: Matcher
    /// For each concept, itself and every concept that counts it as a part.
    private let unions: [ConceptSet]
    private let decoys: ConceptSet
    private let questions: Questions
    private let model: RelevanceModel
    /// What evidence and contributions quote, apart from the topic, whose values are dear to copy.
    private let names: [ConceptName]
    private let featureKeys: [String]
    private let tagKeys: [String]
    private let label: String

    private struct ConceptName: Sendable {
        let key: String
        let gloss: String
    }

    package init(topic: Topic) {
        matcher = Matcher(concepts: topic.concepts.map(\.forms))
        unions = topic.concepts.unions
        var decoys = ConceptSet()
        for (index, concept) in topic.concepts.enumerated() where concept.isDecoy { decoys.insert(index) }
        self.decoys = decoys
        questions = Questions(topic)
        model = topic.model
        names = topic.concepts.map { ConceptName(key: $0.key, gloss: $0.gloss) }
        featureKeys = topic.features.map(\.key)
        tagKeys = topic.tags.map(\.key)
        label = topic.label
    }

    package func verdict(for text: ArticleText) -> Verdict {
        let stream = SymbolStream(text, table: matcher.table)
        let hits = hits(in: stream, of: text)
        let scene = Scene(hits: hits, stream: stream, unions: unions)
        let values: [Double]
        var reasons: ConceptSet
        (values, reasons) = questions.features(of: scene, weights: model.weights)
        let score = model.score(of: values)
        let relevance: Relevance =
            if score >= model.onTopic { .onTopic } else if score >= model.related { .related } else { .offTopic }
        var tags: [String] = []
        if relevance != .offTopic {
            let held = questions.tags(of: scene)
            tags = held.tags.map { tagKeys[$0] }
            reasons.formUnion(held.reasons)
        }
        return Verdict(
            relevance: relevance,
            score: (score * 1_000_000).rounded() / 1_000_000,
            threshold: model.onTopic,
            tags: tags,
            evidence: evidence(hits, speakingFor: reasons, stream, text),
            contributions: contributions(values),
            topic: label)
    }

    /// The values of the features, for fitting.
    func values(for text: ArticleText) -> [Double] {
        let stream = SymbolStream(text, table: matcher.table)
        let scene = Scene(hits: hits(in: stream, of: text), stream: stream, unions: unions)
        return questions.features(of: scene, weights: model.weights).values
    }

    /// The hits that no look-alike covers, in the order in which they begin, the longest first.
    private func hits(in stream: borrowing SymbolStream, of text: ArticleText) -> [Matcher.Hit] {
        var hits = matcher.hits(in: stream, of: text)
        hits.sort { ($0.start, $1.end) < ($1.start, $0.end) }
        let covers = hits.filter { decoys.contains($0.concept) }
        if covers.isEmpty { return hits }
        return hits.filter { hit in
            decoys.contains(hit.concept) || !covers.contains { $0.start <= hit.start && hit.end <= $0.end }
        }
    }

    private func contributions(_ values: [Double]) -> [Contribution] {
        var list: [Contribution] = []
        list.reserveCapacity(12)
        list.append(Contribution(feature: "baseline", value: model.baseline))
        for (index, value) in values.enumerated() where value != 0 {
            let added = model.weights[index] * value
            list.append(Contribution(feature: featureKeys[index], value: (added * 1000).rounded() / 1000))
        }
        return list
    }
}

// MARK: Evidence

extension Classifier {
    /// The first place in each field of each concept that speaks for the verdict.
    private func evidence(
        _ hits: [Matcher.Hit], speakingFor reasons: ConceptSet, _ stream: borrowing SymbolStream, _ text: ArticleText
    ) -> [Evidence] {
        var list: [Evidence] = []
        var seen = ConceptSet()
        var quotes = Quotes(of: text[.title])
        var seenIn = ArticleField.title
        for hit in hits where unions[hit.concept].intersects(reasons) {
            let field = stream.field(of: hit.start)
            if field != seenIn {
                seen = ConceptSet()
                seenIn = field
                quotes = Quotes(of: text[field])
            }
            guard seen.insertIfNew(hit.concept) else { continue }
            let concept = names[hit.concept]
            let (match, offset) = quotes.next(stream.byteRange(of: hit))
            list.append(
                Evidence(concept: concept.key, gloss: concept.gloss, text: match, field: field, offset: offset))
        }
        return list
    }
}

/// Cuts matches out of a text from the front to the back, counting code points on the way.
private struct Quotes {
    private var text: String
    private var byte = 0
    private var offset = 0

    init(of text: String) { self.text = text }

    /// The text of a range of bytes, and where it begins in code points; ranges must not go back.
    mutating func next(_ range: Range<Int>) -> (text: String, offset: Int) {
        let (from, passed) = (byte, offset)
        let (match, place) = text.withUTF8 { bytes in
            let range = range.clamped(to: min(from, bytes.count)..<bytes.count)
            var count = passed
            for byte in bytes[from..<range.lowerBound] where byte & 0xC0 != 0x80 { count += 1 }
            return (String(decoding: bytes[range], as: UTF8.self), count)
        }
        (byte, offset) = (max(from, min(range.lowerBound, text.utf8.count)), place)
        return (match, place)
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
