import Crypto
import Foundation
package import NewsModel

/// The stories on topic as an Atom feed, the newest first.
///
/// Source: RFC 4287.
package enum AtomDigest {
    package static func render(_ material: DigestMaterial, _ settings: DigestSettings) -> String {
        let stories = material.stories.filter { $0.story.relevance == .onTopic && !$0.articles.isEmpty }
            .sorted { ($1.story.lastChanged, $0.story.id.rawValue) < ($0.story.lastChanged, $1.story.id.rawValue) }
            .prefix(max(0, settings.storyLimit))
        let entries = stories.map { entry($0, settings) }
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
            <id>\(StableID.urn("feed/\(settings.topicTitle)"))</id>
            <title>\(Markup.line(settings.topicTitle, limit: 200))</title>
            <updated>\(Timestamp.machine(stories.first?.story.lastChanged ?? material.to))</updated>
            <author><name>newswatch</name></author>
            <generator>newswatch</generator>
            \(entries.map { $0 + "\n" }.joined())</feed>

            """
    }

    private static func entry(_ story: DigestStory, _ settings: DigestSettings) -> String {
        guard let first = story.articles.first else { return "" }
        let link = WebLink(first.url).map { "\n<link rel=\"alternate\" href=\"\(Markup.line($0.text))\"/>" } ?? ""
        let categories = story.story.tags.map { tag in
            "\n<category term=\"\(Markup.line(tag, limit: 80))\" label=\"\(Markup.line(settings.tagName(tag)))\"/>"
        }
        let language = LanguageTag(first.text.language).map { " xml:lang=\"\($0.text)\"" } ?? ""
        // The story's first sight tells it from the same number in another installation.
        let id = StableID.urn("story/\(story.story.id.rawValue)/\(Timestamp.machine(story.story.firstSeen))")
        let content = HTMLStory(settings: settings, now: story.story.lastChanged, lastDigest: story.story.firstSeen)
        return """
            <entry>
            <id>\(id)</id>
            <title\(language)>\(Markup.line(first.headline, limit: 300))</title>
            <published>\(Timestamp.machine(story.story.firstSeen))</published>
            <updated>\(Timestamp.machine(story.story.lastChanged))</updated>\(link)
            <author><name>\(Markup.line(first.feed.isEmpty ? "unknown" : first.feed, limit: 80))</name></author>\
            \(categories.joined())
            <content type="html">\(Markup.line(content.brief(story)))</content>
            </entry>
            """
    }
}

/// Identifiers that stay the same for the same name, everywhere and for ever.
enum StableID {
    /// A UUID of version 5 under a namespace of newswatch's own.
    ///
    /// Source: RFC 9562 section 5.5.
    static func urn(_ name: String) -> String {
        var hash = Insecure.SHA1()
        hash.update(data: namespace)
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        var text = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { text += "-" }
            text.append(digit)
        }
        return "urn:uuid:\(text)"
    }

    /// Drawn once at random, 9c3f6e52-1b0d-4d7e-8a45-2f60d1c7b893.
    private static let namespace: [UInt8] = [
        0x9C, 0x3F, 0x6E, 0x52, 0x1B, 0x0D, 0x4D, 0x7E, 0x8A, 0x45, 0x2F, 0x60, 0xD1, 0xC7, 0xB8, 0x93,
    ]
}
