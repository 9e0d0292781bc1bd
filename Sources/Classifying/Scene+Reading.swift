import NewsModel

extension Scene {
    /// Where summary and body are shorter, the lead reaches over the summary into the body up to so many sentences, or as
    /// many as begin within so many letters if that is more: a summary may be one line that teases the article, and a
    /// brief is lead from end to end.
    fileprivate static let leadSentences = 3
    fileprivate static let leadLetters = 600

    /// - Parameter hits: In the order in which they begin.
    /// - Parameter unions: For each concept, the set of concepts that it stands for: itself and those that include it.
    mutating func fill(with hits: [Matcher.Hit], _ stream: borrowing SymbolStream, unions: [ConceptSet]) {
        (title, lead, article) = (ConceptSet(), ConceptSet(), ConceptSet())
        sentences.removeAll(keepingCapacity: true)
        paragraphs.removeAll(keepingCapacity: true)
        let starts = stream.sentences
        let fields = stream.fields
        let titleEnd = fields.count > 1 ? fields[1].sentence : starts.count
        let summaryEnd = fields.count > 2 ? fields[2].sentence : starts.count
        let leadEnd = stream.leadEnd(from: stream.hasSummary ? titleEnd : summaryEnd, atLeast: summaryEnd)

        var next = 0
        var paragraph = ConceptSet()
        for (index, sentence) in starts.enumerated() {
            if sentence.startsParagraph {
                if !paragraph.isEmpty { paragraphs.append(paragraph) }
                paragraph = ConceptSet()
            }
            let end = index + 1 < starts.count ? starts[index + 1].symbol : stream.count
            var set = ConceptSet()
            while next < hits.count, hits[next].start <= end {
                set.formUnion(unions[hits[next].concept])
                next += 1
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

extension SymbolStream {
    fileprivate var hasSummary: Bool { fields.count > 2 && fields[2].symbol - fields[1].symbol > 2 }

    /// The sentence after the lead in summary and body, which begin with sentence `first`.
    fileprivate func leadEnd(from first: Int, atLeast least: Int) -> Int {
        guard first < sentences.count else { return sentences.count }
        let limit = sentences[first].symbol + Scene.leadLetters
        var end = max(least, min(first + Scene.leadSentences, sentences.count))
        while end < sentences.count, sentences[end].symbol < limit { end += 1 }
        return end
    }
}
