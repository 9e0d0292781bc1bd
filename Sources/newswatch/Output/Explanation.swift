import Foundation
import NewsModel

/// A verdict in words, for `classify --explain`.
struct Explanation {
    let text: String

    init(_ verdict: Verdict, of article: ArticleText, id: String?) {
        var lines = [
            "\(id ?? "-")  \(verdict.relevance.rawValue)  score \(verdict.score) (on topic from \(verdict.threshold))"
        ]
        if !article.title.isEmpty { lines.append("  \(Self.oneLine(article.title))") }
        if !verdict.tags.isEmpty { lines.append("  tags: \(verdict.tags.joined(separator: ", "))") }
        for contribution in verdict.contributions.sorted(by: { abs($0.value) > abs($1.value) }) {
            lines.append("  \(String(format: "%+7.2f", contribution.value))  \(contribution.feature)")
        }
        for evidence in verdict.evidence {
            lines.append(
                "  \(evidence.field.rawValue) \(evidence.offset): \(Self.sentence(of: evidence, in: article))"
                    + "  = \(evidence.gloss)")
        }
        text = lines.joined(separator: "\n") + "\n\n"
    }

    /// The match between brackets with the words around it.
    private static func sentence(of evidence: Evidence, in article: ArticleText) -> String {
        let whole =
            switch evidence.field {
            case .title: article.title
            case .summary: article.summary
            case .body: article.body
            }
        let scalars = whole.unicodeScalars
        let start =
            scalars.index(scalars.startIndex, offsetBy: evidence.offset, limitedBy: scalars.endIndex)
            ?? scalars.endIndex
        let end =
            scalars.index(start, offsetBy: evidence.text.unicodeScalars.count, limitedBy: scalars.endIndex)
            ?? scalars.endIndex
        let before = String(whole[..<start].suffix(40))
        let after = String(whole[end...].prefix(40))
        return oneLine("\(before)[\(evidence.text)]\(after)")
    }

    /// Without line breaks and control characters, which would move a terminal's cursor.
    private static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }))
    }
}
