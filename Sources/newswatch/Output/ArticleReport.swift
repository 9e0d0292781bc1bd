import Foundation
import JSONText
import NewsModel
import Storing

/// One article for `show`: what it is, what was decided and why, what became of it.
enum ArticleReport {
    static func write(
        _ article: Article, _ revisions: [Revision], _ timeline: [StoryEvent], to writer: inout JSONWriter
    ) {
        Listing.write(article, to: &writer)
        writer.member("summary", article.text.summary)
        writer.member("body", article.text.body)
        writer.member("threshold", article.verdict.threshold)
        writer.member("topic", article.verdict.topic)
        writer.member(
            "evidence", array: { writer in for evidence in article.verdict.evidence { write(evidence, to: &writer) } })
        writer.member(
            "contributions",
            array: { writer in
                for contribution in article.verdict.contributions {
                    writer.object { writer in
                        writer.member("feature", contribution.feature)
                        writer.member("value", contribution.value)
                    }
                }
            })
        writer.member(
            "revisions",
            array: { writer in
                for revision in revisions {
                    writer.object { writer in
                        writer.member("number", revision.number)
                        writer.member("seen", timestamp(revision.seen))
                        writer.member("kinds", revision.kinds.map(\.rawValue))
                        writer.member("title", revision.text.title)
                    }
                }
            })
        writer.member("timeline", array: { writer in for event in timeline { write(event, to: &writer) } })
    }

    private static func write(_ event: StoryEvent, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("at", timestamp(event.at))
            writer.member("event", word(for: event.kind))
            writer.member("article", Int(event.article.rawValue))
            writer.member("feed", event.feed)
            writer.member("title", event.title)
        }
    }

    private static func word(for kind: StoryEvent.Kind) -> String {
        switch kind {
        case .article: "article"
        case .source: "source"
        case .revision: "revision"
        }
    }

    private static func write(_ evidence: Evidence, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("concept", evidence.concept)
            writer.member("gloss", evidence.gloss)
            writer.member("text", evidence.text)
            writer.member("field", evidence.field.rawValue)
            writer.member("offset", evidence.offset)
        }
    }

    static func lines(
        _ article: Article, _ revisions: [Revision], _ timeline: [StoryEvent], _ output: StandardOutput
    ) -> [String] {
        let verdict = article.verdict
        var lines = [
            output.bold(article.text.title),
            StandardOutput.harmless(article.url ?? "(no link)"),
            StandardOutput.harmless(
                "article \(article.id.rawValue), story \(article.story.rawValue), "
                    + "first seen \(Listing.minute(article.firstSeen)) UTC in \(article.feeds.joined(separator: ", "))"),
            article.isDatedAhead
                ? "dated \(article.published.map(Listing.minute) ?? "") UTC, which was still ahead when it was seen"
                : "",
            "\(verdict.relevance.rawValue), score \(Listing.score(verdict.score)) (on topic from "
                + "\(Listing.score(verdict.threshold)) on), by \(verdict.topic)",
        ]
        if !verdict.tags.isEmpty { lines.append("tags: \(verdict.tags.joined(separator: ", "))") }
        lines += why(article)
        if revisions.count > 1 {
            lines += ["", "revisions"]
            lines += revisions.map { revision in
                let kinds = revision.kinds.map(\.rawValue).joined(separator: ", ")
                return StandardOutput.harmless(
                    "  \(revision.number)  \(Listing.minute(revision.seen))  \(kinds)  \(shortened(revision.text.title, to: 80))"
                )
            }
        }
        if timeline.count > 1 {
            lines += ["", "story"]
            lines += timeline.map { event in
                StandardOutput.harmless("  \(Listing.minute(event.at))  \(sentence(event))")
            }
        }
        return lines
    }

    private static func sentence(_ event: StoryEvent) -> String {
        let title = shortened(event.title, to: 80)
        return switch event.kind {
        case .article: "\(event.feed): \(title) (article \(event.article.rawValue))"
        case .source: "\(event.feed) carries it too"
        case .revision(let number, let kinds):
            "\(event.feed) revised it (\(number): \(kinds.map(\.rawValue).joined(separator: ", "))): \(title)"
        }
    }

    private static func why(_ article: Article) -> [String] {
        var lines: [String] = []
        let contributions = article.verdict.contributions.filter { $0.value != 0 }
            .sorted { abs($0.value) > abs($1.value) }
        if !contributions.isEmpty {
            lines += ["", "what weighed"]
            lines += contributions.map { "  \(String(format: "%+6.2f", $0.value))  \($0.feature)" }
        }
        let evidence = article.verdict.evidence
        if !evidence.isEmpty {
            lines += ["", "why"]
            lines += evidence.map { piece in
                "  \(piece.gloss), \(piece.field.rawValue): "
                    + EvidenceContext.sentence(of: piece, in: article.text)
            }
        }
        return lines
    }
}

/// A match in the words around it.
enum EvidenceContext {
    /// The words around the match on one line that is safe for terminals, the match itself between the marks.
    static func sentence(
        of evidence: Evidence, in text: ArticleText, reach: Int = 50, marks: (String, String) = ("«", "»")
    ) -> String {
        let match = StandardOutput.harmless(marks.0 + evidence.text + marks.1)
        let field =
            switch evidence.field {
            case .title: text.title
            case .summary: text.summary
            case .body: text.body
            }
        let scalars = Array(field.unicodeScalars)
        let end = evidence.offset + evidence.text.unicodeScalars.count
        guard evidence.offset >= 0, end <= scalars.count else { return match }
        let start = max(0, evidence.offset - reach)
        let stop = min(scalars.count, end + reach)
        let before = plain(scalars[start..<evidence.offset])
        let after = plain(scalars[end..<stop])
        return (start > 0 ? "…" : "") + before + match + after + (stop < scalars.count ? "…" : "")
    }

    private static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        StandardOutput.harmless(String(String.UnicodeScalarView(scalars.map { $0 == "\n" ? " " : $0 })))
    }
}
