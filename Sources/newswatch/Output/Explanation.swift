import Foundation
import NewsModel

/// A verdict in words, for `classify --explain`.
struct Explanation {
    let text: String

    init(_ verdict: Verdict, of article: ArticleText, id: String?) {
        var lines = [
            "\(StandardOutput.harmless(id ?? "-"))  \(verdict.relevance.rawValue)  score \(verdict.score) (on topic from \(verdict.threshold))"
        ]
        if !article.title.isEmpty { lines.append("  \(StandardOutput.harmless(article.title))") }
        if !verdict.tags.isEmpty { lines.append("  tags: \(verdict.tags.joined(separator: ", "))") }
        for contribution in verdict.contributions.sorted(by: { abs($0.value) > abs($1.value) }) {
            lines.append("  \(String(format: "%+7.2f", contribution.value))  \(contribution.feature)")
        }
        for evidence in verdict.evidence {
            let sentence = EvidenceContext.sentence(of: evidence, in: article, reach: 40, marks: ("[", "]"))
            lines.append("  \(evidence.field.rawValue) \(evidence.offset): \(sentence)  = \(evidence.gloss)")
        }
        text = lines.joined(separator: "\n") + "\n\n"
    }
}
