import Foundation
import JSONText
import NewsModel

/// The detail of a change as JSON, under the names of its members; what is absent is left out.
///
/// Times are milliseconds, as in the tables: JSON has no infinity.
enum DetailText {
    static func json(_ detail: ChangeDetail) -> String {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.object { writer in
            if let story = detail.story { writer.member("story", object: { write(story, to: &$0) }) }
            if let article = detail.article { writer.member("article", object: { write(article, to: &$0) }) }
            if let relevance = detail.relevance { writer.member("relevance", relevance.rawValue) }
            if let score = detail.score, score.isFinite { writer.member("score", score) }
            if let tags = detail.tags { writer.member("tags", tags) }
            if let newTags = detail.newTags { writer.member("newTags", newTags) }
            if let evidence = detail.evidence {
                writer.member(
                    "evidence",
                    array: { writer in
                        for piece in evidence { writer.object { piece.write(to: &$0) } }
                    })
            }
            if let revision = detail.revision { writer.member("revision", object: { write(revision, to: &$0) }) }
            if let feed = detail.feed { writer.member("feed", object: { write(feed, to: &$0) }) }
            if let endpoint = detail.endpoint {
                writer.member("endpoint", object: { write(endpoint, to: &$0) })
            }
            if let digest = detail.digest { writer.member("digest", object: { write(digest, to: &$0) }) }
        }
        return writer.text
    }

    static func detail(_ json: String) throws -> ChangeDetail {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .millisecondsSince1970
        return try decoder.decode(ChangeDetail.self, from: Data(json.utf8))
    }

    private static func write(_ story: StorySnapshot, to writer: inout JSONWriter) {
        writer.member("id", Int(story.id.rawValue))
        writer.member("title", story.title)
        writer.member("firstSeen", Int(story.firstSeen.milliseconds))
        writer.member("articles", story.articles)
        writer.member("outlets", story.outlets)
    }

    private static func write(_ article: ArticleSnapshot, to writer: inout JSONWriter) {
        writer.member("id", Int(article.id.rawValue))
        if let url = article.url { writer.member("url", url) }
        writer.member("title", article.title)
        writer.member("feed", article.feed)
        if let published = article.published { writer.member("published", Int(published.milliseconds)) }
        if let language = article.language { writer.member("language", language) }
        if let summary = article.summary { writer.member("summary", summary) }
    }

    private static func write(_ revision: RevisionSnapshot, to writer: inout JSONWriter) {
        writer.member("number", revision.number)
        writer.member("kinds", revision.kinds.map(\.rawValue))
        writer.member(
            "diff",
            array: { writer in
                for segment in revision.diff {
                    writer.object { writer in
                        writer.member("kind", segment.kind.rawValue)
                        writer.member("text", segment.text)
                    }
                }
            })
    }

    private static func write(_ feed: FeedSnapshot, to writer: inout JSONWriter) {
        writer.member("name", feed.name)
        writer.member("url", feed.url)
        if let reason = feed.reason { writer.member("reason", reason) }
        if let failures = feed.failures { writer.member("failures", failures) }
        if let since = feed.since { writer.member("since", Int(since.milliseconds)) }
        if let movedTo = feed.movedTo { writer.member("movedTo", movedTo) }
        if let entries = feed.entries { writer.member("entries", entries) }
    }

    private static func write(_ endpoint: EndpointSnapshot, to writer: inout JSONWriter) {
        writer.member("name", endpoint.name)
        if let reason = endpoint.reason { writer.member("reason", reason) }
        writer.member("failures", endpoint.failures)
        writer.member("since", Int(endpoint.since.milliseconds))
    }

    private static func write(_ digest: DigestSnapshot, to writer: inout JSONWriter) {
        writer.member("from", Int(digest.from.milliseconds))
        writer.member("to", Int(digest.to.milliseconds))
        if let previous = digest.previous { writer.member("previous", Int(previous.milliseconds)) }
    }
}
