import Foundation
import NewsModel

/// An outlet that carried a story, beside the one that came first.
struct StorySource: Hashable, Sendable {
    /// How many of them a digest names; the rest are counted.
    static let shown = 20

    var outlet: String
    var link: WebLink?
    /// Its own headline, when that is another one.
    var title: String?
    var language: LanguageTag?
    var time: Date?
    /// Came after the digest before, to a story that stood in it.
    var isNew = false

    /// "Also reported by", each outlet and headline once, in the order in which they came.
    ///
    /// - Parameter lastDigest: From when on an outlet is new to a story that is not.
    static func others(of story: DigestStory, since lastDigest: Date) -> [StorySource] {
        guard let first = story.articles.first else { return [] }
        var sources: [StorySource] = []
        var outlets: Set<String> = [first.feed]
        var seen: Set<[String]> = [[first.feed, PlainText.line(first.text.title)]]
        for article in story.articles.dropFirst() {
            let title = PlainText.line(article.text.title)
            guard seen.insert([article.feed, title]).inserted else { continue }
            let isSameTitle = title == PlainText.line(first.text.title)
            sources.append(
                StorySource(
                    outlet: PlainText.line(article.feed),
                    link: WebLink(article.url),
                    title: isSameTitle || title.isEmpty ? nil : title,
                    language: LanguageTag(article.text.language),
                    time: article.time,
                    isNew: !story.isNew && article.firstSeen > lastDigest
                ))
            outlets.insert(article.feed)
        }
        let rest = story.articles.flatMap(\.feeds) + story.story.outlets
        for outlet in rest where outlets.insert(outlet).inserted {
            sources.append(StorySource(outlet: PlainText.line(outlet)))
        }
        return sources
    }
}

extension Article {
    /// When it was published, as far as that is believable, else when it was seen.
    var time: Date { published.map { min($0, firstSeen) } ?? firstSeen }

    /// The beginning of the text, one line.
    func lead(limit: Int) -> String {
        let text = text.summary.isEmpty ? text.body : text.summary
        // A body may be long; what is cleaned is little more than what is shown.
        return Excerpt.of(PlainText.line(String(text.prefix(limit * 2))), limit: limit)
    }

    var headline: String {
        let title = PlainText.line(text.title)
        if !title.isEmpty { return title }
        let lead = lead(limit: 120)
        return lead.isEmpty ? "(no headline)" : lead
    }
}
