import Classifying
import Foundation
import NewsModel

/// How verdicts compare with labels, for people.
enum AssessmentOutput {
    static func text(_ assessment: Assessment, name: String) -> String {
        var lines = [
            "\(name): \(assessment.articles) articles",
            "  accuracy \(share(assessment.accuracy))",
            "  on_topic \(figures(assessment.onTopic))",
            "  tags     \(figures(assessment.allTags))",
            "", "  label \\ verdict" + Relevance.allCases.map { column($0.rawValue, 12) }.joined(),
        ]
        for label in Relevance.allCases {
            let counts = Relevance.allCases.map {
                assessment.confusion[Assessment.Pair(label: label, verdict: $0)] ?? 0
            }
            lines.append("  " + padded(label.rawValue, 15) + counts.map { column("\($0)", 12) }.joined())
        }
        lines += ["", "  by language      articles  accuracy  on_topic F1"]
        for (language, figures) in assessment.languages.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "  " + padded(language, 15) + column("\(figures.articles)", 10) + column(share(figures.accuracy), 10)
                    + column(share(figures.onTopic.f1), 13))
        }
        lines += ["", "  by tag                         labelled        F1  precision    recall"]
        for (tag, tally) in assessment.tags.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "  " + padded(tag, 29) + column("\(tally.hits + tally.misses)", 10) + column(share(tally.f1), 10)
                    + column(share(tally.precision), 11) + column(share(tally.recall), 10))
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// Each mistake with its label and all reasons, those of one kind together.
    static func mistakes(_ assessment: Assessment) -> String {
        let sorted = assessment.mistakes.sorted { left, right in
            (left.article.relevance, left.verdict.relevance, left.article.text.language ?? "")
                < (right.article.relevance, right.verdict.relevance, right.article.text.language ?? "")
        }
        return sorted.map { mistake in
            let (label, verdict) = (mistake.article, mistake.verdict)
            var lines = ["label \(label.relevance.rawValue), verdict \(verdict.relevance.rawValue)"]
            let (missed, wrong) = (mistake.missedTags, mistake.wrongTags)
            if !missed.isEmpty { lines.append("tags missed: \(missed.joined(separator: ", "))") }
            if !wrong.isEmpty { lines.append("tags wrongly given: \(wrong.joined(separator: ", "))") }
            let language = StandardOutput.harmless(label.text.language ?? "?")
            return "\(language): \(lines.joined(separator: "; "))\n"
                + Explanation(verdict, of: label.text, id: label.id).text
        }.joined()
    }

    private static func figures(_ tally: Assessment.Tally) -> String {
        "F1 \(share(tally.f1)), precision \(share(tally.precision)), recall \(share(tally.recall))"
    }

    private static func share(_ value: Double) -> String { String(format: "%.3f", value) }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 1))
    }

    private static func column(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(width - text.count, 1)) + text
    }
}
