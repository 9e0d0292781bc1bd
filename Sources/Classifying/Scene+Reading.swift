import NewsModel

extension Scene {
    /// How many sentences of the body make the lead when the article has no summary.
    private static let leadSentences = 3

    /// - Parameter unions: For each concept, the set of concepts that it stands for: itself and those that include it.
    init(hits: [Matcher.Hit], stream: SymbolStream, unions: [ConceptSet]) {
        var sentenceSets = [ConceptSet](repeating: ConceptSet(), count: stream.sentences.count)
        var sentence = 0
        for hit in hits.sorted(by: { $0.start < $1.start }) {
            while sentence + 1 < stream.sentences.count, stream.sentences[sentence + 1].symbol < hit.start {
                sentence += 1
            }
            sentenceSets[sentence].formUnion(unions[hit.concept])
        }
        let fields = stream.fields
        let titleEnd = fields.count > 1 ? fields[1].sentence : sentenceSets.count
        let summaryEnd = fields.count > 2 ? fields[2].sentence : sentenceSets.count
        let bodySymbols = fields.count > 2 ? fields[2].symbol - fields[1].symbol : 0
        let leadEnd = bodySymbols > 2 ? summaryEnd : min(summaryEnd + Self.leadSentences, sentenceSets.count)

        var paragraph = ConceptSet()
        for (index, set) in sentenceSets.enumerated() {
            if stream.sentences[index].startsParagraph {
                if !paragraph.isEmpty { paragraphs.append(paragraph) }
                paragraph = ConceptSet()
            }
            if set.isEmpty { continue }
            paragraph.formUnion(set)
            sentences.append(set)
            article.formUnion(set)
            if index < titleEnd { title.formUnion(set) }
            if index < leadEnd { lead.formUnion(set) }
        }
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }
}
