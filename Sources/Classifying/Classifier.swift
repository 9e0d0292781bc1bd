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
        matcher = Matcher(concepts: topic.concepts.map(\.written.forms))
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
        var workspace = Workspace()
        return verdict(for: text, using: &workspace)
    }

    package func verdict(for text: ArticleText, using workspace: inout Workspace) -> Verdict {
        text.withBytes { verdict(for: $0, using: &workspace) }
    }

    private func verdict(for text: ArticleBytes, using workspace: inout Workspace) -> Verdict {
        read(text, into: &workspace)
        let (values, because) = questions.features(of: workspace.scene, weights: model.weights)
        var reasons = because
        let score = model.score(of: values)
        let relevance: Relevance =
            if score >= model.onTopic { .onTopic } else if score >= model.related { .related } else { .offTopic }
        var tags: [String] = []
        if relevance != .offTopic {
            let held = questions.tags(of: workspace.scene)
            tags = held.tags.map { tagKeys[$0] }
            reasons.formUnion(held.reasons)
        }
        return Verdict(
            relevance: relevance,
            score: (score * 1_000_000).rounded() / 1_000_000,
            threshold: model.onTopic,
            tags: tags,
            evidence: evidence(workspace.hits, speakingFor: reasons, workspace.stream, text),
            contributions: contributions(values),
            topic: label)
    }

    /// Whether any form of any concept is in the text: the matcher alone, without a verdict.
    package func mentions(_ text: ArticleBytes, using workspace: inout Workspace) -> Bool {
        find(in: text, using: &workspace)
        return !workspace.hits.isEmpty
    }

    /// The values of the features, for fitting.
    func values(for text: ArticleText) -> [Double] {
        var workspace = Workspace()
        text.withBytes { read($0, into: &workspace) }
        return questions.features(of: workspace.scene, weights: model.weights).values
    }

    private func find(in text: ArticleBytes, using workspace: inout Workspace) {
        workspace.stream.fill(with: text, matcher.table)
        workspace.hits.removeAll(keepingCapacity: true)
        matcher.find(in: workspace.stream, of: text, using: &workspace.arrivals, into: &workspace.hits)
    }

    private func read(_ text: ArticleBytes, into workspace: inout Workspace) {
        find(in: text, using: &workspace)
        workspace.hits.sort { ($0.start, $1.end) < ($1.start, $0.end) }
        removeCovered(from: &workspace.hits)
        workspace.scene.fill(with: workspace.hits, workspace.stream, unions: unions)
    }

    /// Leaves the hits that no look-alike covers.
    ///
    /// - Parameter hits: In the order in which they begin.
    private func removeCovered(from hits: inout [Matcher.Hit]) {
        guard hits.contains(where: { decoys.contains($0.concept) }) else { return }
        // How far the look-alikes reach that begin no later than the hit, those that begin with it included.
        var reach = 0
        var ahead = 0
        var kept = 0
        for index in hits.indices {
            let hit = hits[index]
            while ahead < hits.count, hits[ahead].start <= hit.start {
                if decoys.contains(hits[ahead].concept) { reach = max(reach, hits[ahead].end) }
                ahead += 1
            }
            guard decoys.contains(hit.concept) || hit.end > reach else { continue }
            hits[kept] = hit
            kept += 1
        }
        hits.removeSubrange(kept...)
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
        _ hits: [Matcher.Hit], speakingFor reasons: ConceptSet, _ stream: borrowing SymbolStream, _ text: ArticleBytes
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
    private let text: UnsafeBufferPointer<UInt8>
    private var byte = 0
    private var offset = 0

    init(of text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// The text of a range of bytes, and where it begins in code points; ranges must not begin before the last one did.
    mutating func next(_ range: Range<Int>) -> (text: String, offset: Int) {
        let range = range.clamped(to: byte..<text.count)
        for byte in text[byte..<range.lowerBound] where byte & 0xC0 != 0x80 { offset += 1 }
        byte = range.lowerBound
        return (String(decoding: text[range], as: UTF8.self), offset)
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
