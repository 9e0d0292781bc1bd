import JSONText
import NewsModel
import Storing
import Watching

/// How the differences that a changed topic makes are told.
enum ReclassifyOutput {
    // MARK: JSON

    /// A line with `type` `article`.
    static func write(_ difference: VerdictDifference, to writer: inout JSONWriter) {
        writer.member("type", "article")
        writer.member("difference", key(difference.kind))
        writer.member("id", Int(difference.article.id.rawValue))
        writer.member(
            "old",
            object: { writer in
                writer.member("relevance", difference.article.relevance.rawValue)
                writer.member("score", difference.article.score)
            })
        writer.member(
            "new",
            object: { writer in
                writer.member("relevance", difference.new.relevance.rawValue)
                writer.member("score", difference.new.score)
            })
        writer.member("tags_added", difference.tagsAdded)
        writer.member("tags_removed", difference.tagsRemoved)
        writer.member("title", difference.article.text.title)
    }

    /// The last line, with `type` `summary`; `applied` is null after a dry run.
    static func write(_ differences: VerdictDifferences, _ applied: Rejudgement?, to writer: inout JSONWriter) {
        writer.member("type", "summary")
        writer.member("judged", differences.judged)
        for kind in VerdictDifference.Kind.allCases {
            writer.member(key(kind), differences.counts[kind] ?? 0)
        }
        writer.member("unchanged", differences.unchanged)
        writer.member("text_dropped", differences.dropped)
        guard let applied else {
            writer.key("applied")
            return writer.null()
        }
        writer.member(
            "applied",
            object: { writer in
                writer.member("rewritten", applied.rewritten)
                writer.member("stories_new", applied.newStories)
                writer.member("stories_updated", applied.updatedStories)
                writer.member("deliveries", applied.deliveries)
            })
    }

    private static func key(_ kind: VerdictDifference.Kind) -> String {
        switch kind {
        case .nowOnTopic: "now_on_topic"
        case .noLongerOnTopic: "no_longer_on_topic"
        case .otherRelevance: "relevance_changed"
        case .tags: "tags_changed"
        case .scoreAlone: "score_changed"
        }
    }

    // MARK: Text

    /// One line, so that a list of any length can be printed while it is made.
    static func line(_ difference: VerdictDifference) -> String {
        let (old, new) = (difference.article, difference.new)
        let relevance =
            old.relevance == new.relevance
            ? old.relevance.rawValue : "\(old.relevance.rawValue) -> \(new.relevance.rawValue)"
        let tags = difference.tagsAdded.map { "+\($0)" } + difference.tagsRemoved.map { "-\($0)" }
        let parts = [
            "\(old.id.rawValue)", relevance, "\(Listing.score(old.score)) -> \(Listing.score(new.score))",
            tags.joined(separator: " "), shortened(old.text.title, to: 80),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "  ")
    }

    static func lines(_ differences: VerdictDifferences) -> [String] {
        func count(_ kind: VerdictDifference.Kind) -> Int { differences.counts[kind] ?? 0 }
        var lines = [
            "\(differences.judged) articles judged: \(count(.nowOnTopic)) now on topic, "
                + "\(count(.noLongerOnTopic)) no longer on topic, \(count(.otherRelevance)) otherwise more or less relevant, "
                + "\(count(.tags)) with other tags, \(count(.scoreAlone)) with another score alone, "
                + "\(differences.unchanged) unchanged."
        ]
        if differences.dropped > 0 {
            lines.append("\(differences.dropped) articles stay as they are: retention dropped their texts.")
        }
        return lines
    }

    static func sentence(_ applied: Rejudgement?, alerting: Bool) -> String {
        guard let applied else { return "Nothing was changed." }
        let told =
            alerting
            ? "\(applied.newStories) stories announced, \(applied.updatedStories) updated, "
                + "\(applied.deliveries) deliveries wait for the daemon or the next `once`."
            : "Nobody is told."
        return "Applied to \(applied.rewritten) articles. \(told)"
    }
}
