import Foundation
import JSONText
import NewsModel
import Watching

/// What an analyst's marks say of the verdicts.
enum ReviewOutput {
    static func write(_ review: DigestReview, to writer: inout JSONWriter) {
        for mark in AnalystMark.allCases { writer.member(mark.rawValue, review.count(mark)) }
        writer.member("precision", review.precision.map { Double($0.right) / Double($0.marked) })
        writer.member("missed", review.missed)
        writer.member("ambiguous_lines", array: { $0.numbers(review.ambiguousLines) })
        writer.member("unknown_articles", array: { $0.numbers(review.unknown.map { Int($0.rawValue) }) })
        writer.member(
            "wrong_articles",
            array: { writer in
                for entry in review.wrong { writer.object { write(entry, to: &$0) } }
            })
    }

    private static func write(_ entry: DigestReview.Entry, to writer: inout JSONWriter) {
        let verdict = entry.article.verdict
        writer.member("id", Int(entry.article.id.rawValue))
        writer.member("title", entry.article.text.title)
        writer.member("relevance", entry.review.relevance.rawValue)
        writer.member("score", verdict.score)
        writer.member(
            "evidence",
            array: { writer in
                for evidence in verdict.evidence {
                    writer.object { writer in
                        writer.member("text", evidence.text)
                        writer.member("gloss", evidence.gloss)
                        writer.member("concept", evidence.concept)
                        writer.member("field", evidence.field.rawValue)
                    }
                }
            })
        writer.member(
            "contributions",
            array: { writer in
                for contribution in verdict.contributions {
                    writer.object { writer in
                        writer.member("feature", contribution.feature)
                        writer.member("value", contribution.value)
                    }
                }
            })
    }

    static func lines(_ review: DigestReview, of digest: String) -> [String] {
        var lines = [
            "\(review.count(.right)) right, \(review.count(.wrong)) wrong, \(review.count(.unsure)) unsure.",
            review.precision.map { precision in
                let share = Double(precision.right) / Double(precision.marked)
                return "Precision \(Listing.score(share)): \(precision.right) of \(precision.marked) verdicts "
                    + "\"on topic\" are right."
            } ?? "No verdict \"on topic\" was marked right or wrong: nothing to say of precision.",
        ]
        if review.missed > 0 { lines.append("\(review.missed) near misses should have been on topic.") }
        lines += review.ambiguousLines.map {
            "\(digest):\($0): more than one box is ticked; the line counts for nothing"
        }
        lines += review.unknown.map { "article \($0.rawValue) is not in the store; its mark counts for nothing" }
        for entry in review.wrong { lines += [""] + reasons(entry) }
        return lines
    }

    /// The title with the evidence that misled, and what each reason weighed.
    private static func reasons(_ entry: DigestReview.Entry) -> [String] {
        let verdict = entry.article.verdict
        let said = "wrongly \(entry.review.relevance.rawValue), score \(Listing.score(verdict.score))"
        var lines = ["\(entry.article.id.rawValue)  \(entry.article.text.title)", "  \(said) (\(entry.review.topic))"]
        if verdict.topic != entry.review.topic {
            lines.append("  now \(verdict.relevance.rawValue) (\(verdict.topic)), because of:")
        }
        lines += verdict.evidence.map { "  \($0.field.rawValue): \($0.text) = \($0.gloss)" }
        lines += verdict.contributions.filter { $0.value != 0 }.sorted { abs($0.value) > abs($1.value) }
            .map { "  \(String(format: "%+6.2f", $0.value))  \($0.feature)" }
        return lines
    }
}
