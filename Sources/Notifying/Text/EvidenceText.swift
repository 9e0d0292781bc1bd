import Foundation
import NewsModel

/// One reason for a verdict: a concept, and the words that stand for it in the text.
struct EvidenceReason: Hashable, Sendable {
    /// The concept's English name.
    var gloss: String
    /// As the articles write it, each wording once.
    var words: [String]

    /// Every wording is the English name itself, so that naming both says nothing.
    var isPlain: Bool { words.allSatisfy { $0.lowercased() == gloss.lowercased() } }
}

/// Evidence in the words of a reader.
enum EvidenceText {
    /// One reason for each concept, in order of appearance, at most `limit`.
    static func grouped(_ evidence: [Evidence], limit: Int = 6, words: Int = 3) -> [EvidenceReason] {
        var reasons: [EvidenceReason] = []
        var positions: [String: Int] = [:]
        for piece in evidence {
            let text = Excerpt.of(PlainText.line(piece.text), limit: 80)
            guard !text.isEmpty else { continue }
            let gloss = PlainText.line(piece.gloss.isEmpty ? piece.concept : piece.gloss)
            if let position = positions[piece.concept] {
                let known = reasons[position].words
                let isKnown = known.contains { $0.lowercased() == text.lowercased() }
                if !isKnown, known.count < words { reasons[position].words.append(text) }
            } else if reasons.count < limit {
                positions[piece.concept] = reasons.count
                reasons.append(EvidenceReason(gloss: Excerpt.of(gloss, limit: 80), words: [text]))
            }
        }
        return reasons
    }

    /// `treaty: “조약”, “협정”` for each concept.
    static func reasons(_ evidence: [Evidence]) -> [String] {
        grouped(evidence).map { reason in
            let words = reason.words.map { "“\($0)”" }.joined(separator: ", ")
            return reason.isPlain ? words : "\(reason.gloss): \(words)"
        }
    }
}
