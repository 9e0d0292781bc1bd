import Foundation
import JSONText
import NewsModel

/// RFC 3339, UTC, whole seconds: the form of every time in every output.
func timestamp(_ date: Date) -> String { date.formatted(.iso8601) }

/// How articles and stories are listed.
enum Listing {
    static func write(_ article: Article, to writer: inout JSONWriter) {
        writer.member("id", Int(article.id.rawValue))
        writer.member("story", Int(article.story.rawValue))
        writer.member("feed", article.feed)
        writer.member("feeds", article.feeds)
        writer.member("url", article.url)
        writer.member("title", article.text.title)
        writer.member("published", article.published.map(timestamp))
        writer.member("dated_ahead", article.isDatedAhead)
        writer.member("first_seen", timestamp(article.firstSeen))
        writer.member("language", article.text.language)
        writer.member("relevance", article.verdict.relevance.rawValue)
        writer.member("score", article.verdict.score)
        writer.member("tags", article.verdict.tags)
        writer.member("revision", article.revision)
    }

    static func write(_ story: Story, to writer: inout JSONWriter) {
        writer.member("id", Int(story.id.rawValue))
        writer.member("title", story.title)
        writer.member("first_seen", timestamp(story.firstSeen))
        writer.member("last_changed", timestamp(story.lastChanged))
        writer.member("relevance", story.relevance.rawValue)
        writer.member("score", story.score)
        writer.member("tags", story.tags)
        writer.member("articles", array: { $0.numbers(story.articles.map { Int($0.rawValue) }) })
        writer.member("outlets", story.outlets)
    }

    static let articleHeader = ["ID", "STORY", "SEEN (UTC)", "RELEVANCE", "SCORE", "FEED", "TITLE"]

    static func row(_ article: Article) -> [String] {
        [
            "\(article.id.rawValue)", "\(article.story.rawValue)", minute(article.firstSeen),
            article.verdict.relevance.rawValue, score(article.verdict.score),
            shortened(article.feeds.joined(separator: ", "), to: 28), shortened(article.text.title, to: 80),
        ]
    }

    static let storyHeader = ["ID", "FIRST SEEN (UTC)", "RELEVANCE", "SCORE", "OUTLETS", "TITLE"]

    static func row(_ story: Story) -> [String] {
        [
            "\(story.id.rawValue)", minute(story.firstSeen), story.relevance.rawValue, score(story.score),
            "\(story.outlets.count)", shortened(story.title, to: 90),
        ]
    }

    static func score(_ value: Double) -> String { String(format: "%.2f", value) }

    static func minute(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            .dropLast(3).description
    }
}

extension JSONWriter {
    mutating func numbers(_ values: [Int]) {
        for value in values { number(value) }
    }
}
