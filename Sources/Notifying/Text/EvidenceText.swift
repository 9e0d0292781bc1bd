import Foundation
import NewsModel

/// One reason for a verdict: a concept, and the words that stand for it in the text.
struct EvidenceReason: Hashable, Sendable {
    struct Words: Hashable, Sendable {
        var text: String
        /// The language of the article, as its feed gave it.
        var language: String?
    }

    /// The concept's English name.
    var gloss: String
    /// As the articles write it, each wording once.
    var words: [Words]

    /// Every wording is the English name itself, so that naming both says nothing.
    var isPlain: Bool { words.allSatisfy { $0.text.lowercased() == gloss.lowercased() } }
}

/// Evidence in the words of a reader.
enum EvidenceText {
    /// Concepts that are told, and wordings of each.
    private static let (mostReasons, mostWords) = (6, 3)

    /// One reason for each concept, in order of appearance.
    static func grouped(_ articles: [Article]) -> [EvidenceReason] {
        grouped(articles.lazy.flatMap { article in article.verdict.evidence.map { ($0, article.text.language) } })
    }

    /// `treaty: “조약”, “협정”` for each concept.
    static func reasons(_ evidence: [Evidence]) -> [String] { grouped(evidence.lazy.map { ($0, nil) }).map(text) }

    static func text(_ reason: EvidenceReason) -> String {
        let words = reason.words.map { "“\($0.text)”" }.joined(separator: ", ")
        return reason.isPlain ? words : "\(reason.gloss): \(words)"
    }

    private static func grouped(_ evidence: some Sequence<(Evidence, String?)>) -> [EvidenceReason] {
        var reasons: [EvidenceReason] = []
        var positions: [String: Int] = [:]
        for (piece, language) in evidence {
            let words = EvidenceReason.Words(text: shortened(piece.text), language: language)
            guard !words.text.isEmpty else { continue }
            if let position = positions[piece.concept] {
                let known = reasons[position].words
                let isKnown = known.contains { $0.text.lowercased() == words.text.lowercased() }
                if !isKnown, known.count < mostWords { reasons[position].words.append(words) }
            } else if reasons.count < mostReasons {
                positions[piece.concept] = reasons.count
                let gloss = shortened(piece.gloss.isEmpty ? piece.concept : piece.gloss)
                reasons.append(EvidenceReason(gloss: gloss, words: [words]))
            }
        }
        return reasons
    }

    private static func shortened(_ text: String) -> String { Excerpt.of(PlainText.line(text), limit: 80) }
}
