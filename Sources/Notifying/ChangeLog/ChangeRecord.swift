import JSONText
import NewsModel

/// The facts of a change as JSON: the same `data` in a line of the change log and in the body of a webhook.
///
/// `docs/webhooks.md` holds the schema. The change must have passed ``RecordLimits``.
enum ChangeRecord {
    /// Writes the members `type`, `timestamp` and `data`.
    ///
    /// - Parameter truncated: Texts were cut to fit; said so in the record.
    static func writeMembers(_ change: Change, truncated: Bool = false, to writer: inout JSONWriter) {
        writer.member("type", change.kind.rawValue)
        writer.member("timestamp", Timestamp.machine(change.at))
        writer.object("data") { writer in
            writer.member("change", Int(change.id.rawValue))
            let detail = change.detail
            if let feed = detail.feed { writer.object("feed") { write(feed, to: &$0) } }
            if let endpoint = detail.endpoint { writer.object("endpoint") { write(endpoint, to: &$0) } }
            if let digest = detail.digest { writer.object("digest") { write(digest, to: &$0) } }
            if let story = detail.story { writer.object("story") { write(story, to: &$0) } }
            if let article = detail.article { writer.object("article") { write(article, to: &$0) } }
            if change.kind.concernsNews { writeVerdict(detail, to: &writer) }
            if truncated { writer.member("truncated", true) }
        }
    }

    // MARK: News

    private static func write(_ story: StorySnapshot, to writer: inout JSONWriter) {
        writer.member("id", Int(story.id.rawValue))
        writer.member("title", story.title)
        writer.member("first_seen", Timestamp.machine(story.firstSeen))
        writer.member("articles", story.articles)
        writer.member("outlets", story.outlets)
    }

    private static func write(_ article: ArticleSnapshot, to writer: inout JSONWriter) {
        writer.member("id", Int(article.id.rawValue))
        writer.member("url", article.url)
        writer.member("title", article.title)
        writer.member("feed", article.feed)
        writer.member("published", article.published.map(Timestamp.machine))
        writer.member("language", article.language)
        writer.member("summary", article.summary)
    }

    private static func writeVerdict(_ detail: ChangeDetail, to writer: inout JSONWriter) {
        writer.member("relevance", detail.relevance?.rawValue)
        writer.member("score", detail.score)
        writer.member("tags", detail.tags ?? [])
        writer.member("new_tags", detail.newTags ?? [])
        writer.array("evidence") { writer in
            for piece in detail.evidence ?? [] { writer.object { write(piece, to: &$0) } }
        }
        if let revision = detail.revision {
            writer.object("revision") { writer in
                writer.member("number", revision.number)
                writer.member("kinds", revision.kinds.map(\.rawValue))
            }
        }
        writer.array("diff") { writer in
            for segment in detail.revision?.diff ?? [] {
                writer.object { writer in
                    writer.member("kind", segment.kind.rawValue)
                    writer.member("text", segment.text)
                }
            }
        }
    }

    static func write(_ evidence: Evidence, to writer: inout JSONWriter) {
        writer.member("concept", evidence.concept)
        writer.member("gloss", evidence.gloss)
        writer.member("text", evidence.text)
        writer.member("field", evidence.field.rawValue)
    }

    // MARK: Feeds and endpoints

    private static func write(_ feed: FeedSnapshot, to writer: inout JSONWriter) {
        writer.member("name", feed.name)
        writer.member("url", feed.url)
        writer.member("reason", feed.reason)
        writer.member("failures", feed.failures)
        writer.member("since", feed.since.map(Timestamp.machine))
        writer.member("moved_to", feed.movedTo)
        writer.member("entries", feed.entries)
    }

    static func write(_ endpoint: EndpointSnapshot, to writer: inout JSONWriter) {
        writer.member("name", endpoint.name)
        writer.member("reason", endpoint.reason)
        writer.member("failures", endpoint.failures)
        writer.member("since", Timestamp.machine(endpoint.since))
    }

    private static func write(_ digest: DigestSnapshot, to writer: inout JSONWriter) {
        writer.member("from", Timestamp.machine(digest.from))
        writer.member("to", Timestamp.machine(digest.to))
        writer.member("previous", digest.previous.map(Timestamp.machine))
    }
}

extension ChangeKind {
    /// About articles and stories, not about the condition of a feed or an endpoint.
    var concernsNews: Bool {
        switch self {
        case .articleNew, .articleRevised, .storyNew, .storyUpdated: true
        case .feedFailing, .feedSilent, .feedRecovered, .feedMoved, .feedGone, .feedFlood, .endpointFailing,
            .endpointRecovered, .digestReady:
            false
        }
    }
}
