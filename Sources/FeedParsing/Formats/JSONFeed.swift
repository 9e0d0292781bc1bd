import Foundation
import NewsModel

/// JSON Feed 1.0 and 1.1.
///
/// Source: https://www.jsonfeed.org/version/1.1/
struct JSONFeed {
    private let base: String?
    private let timeZone: TimeZone?

    static func parse(_ utf8: [UInt8], documentURL: String?, timeZone: TimeZone?) throws(FeedParseError) -> ParsedFeed {
        let root: Any
        do {
            root = try JSONSerialization.jsonObject(with: Data(utf8), options: [.fragmentsAllowed])
        } catch {
            throw .notAJSONFeed(why: "the text is not valid JSON")
        }
        guard let object = root as? [String: Any] else { throw .notAJSONFeed(why: "the root is no object") }
        let version = object["version"] as? String ?? ""
        let items = object["items"] as? [Any]
        guard version.contains("jsonfeed.org") || (items != nil && object["title"] is String) else {
            throw .notAJSONFeed(why: "it names no version of JSON Feed")
        }
        return JSONFeed(base: documentURL, timeZone: timeZone)
            .feed(object, format: version.hasSuffix("1.1") ? .jsonFeed11 : .jsonFeed10, items: items ?? [])
    }

    private func feed(_ object: [String: Any], format: FeedFormat, items: [Any]) -> ParsedFeed {
        var feed = ParsedFeed(format: format)
        feed.title = line(object["title"])
        feed.homePageURL = link(object["home_page_url"])
        feed.feedURL = link(object["feed_url"])
        feed.language = string(object["language"])
        let authors = authors(of: object)
        feed.entries = items.prefix(Bounds.entries).compactMap { $0 as? [String: Any] }.map { entry($0, authors) }
        return feed
    }

    private func entry(_ object: [String: Any], _ feedAuthors: [String]) -> ParsedEntry {
        var entry = ParsedEntry()
        entry.id = string(object["id"])
        entry.url = link(object["url"])
        entry.externalURL = link(object["external_url"])
        entry.title = line(object["title"])
        entry.summaryHTML = string(object["summary"]).map(escaped)
        entry.contentHTML =
            string(object["content_html"]).map { HTMLLinks.resolved(in: $0, against: base) }
            ?? string(object["content_text"]).map(escaped)
        entry.published = date(object["date_published"])
        entry.modified = date(object["date_modified"])
        let authors = authors(of: object)
        entry.authors = authors.isEmpty ? feedAuthors : authors
        entry.categories = (object["tags"] as? [Any] ?? []).prefix(Bounds.listItems).compactMap(line)
        entry.language = string(object["language"])
        entry.enclosures = (object["attachments"] as? [Any] ?? []).prefix(Bounds.listItems)
            .compactMap { $0 as? [String: Any] }.compactMap(enclosure)
        return entry
    }

    private func enclosure(_ object: [String: Any]) -> Enclosure? {
        guard let url = link(object["url"]) else { return nil }
        let length = (object["size_in_bytes"] as? NSNumber).map(\.int64Value).flatMap { Int(exactly: $0) }
        return Enclosure(url: url, type: string(object["mime_type"]), length: length.flatMap { $0 < 0 ? nil : $0 })
    }

    private func authors(of object: [String: Any]) -> [String] {
        let listed = (object["authors"] as? [Any] ?? []) + [object["author"]].compactMap { $0 }
        var names: [String] = []
        for author in listed.prefix(Bounds.listItems) {
            let name = line((author as? [String: Any])?["name"]) ?? line(author)
            if let name, !names.contains(name) { names.append(name) }
        }
        return names
    }

    // MARK: Values

    /// A text; a number stands for its digits, as ids are often written.
    private func string(_ value: Any?) -> String? {
        let text =
            switch value {
            case let text as String: text.trimmingSpaces()
            case let number as NSNumber: number.stringValue
            default: ""
            }
        return text.isEmpty ? nil : text
    }

    private func line(_ value: Any?) -> String? {
        string(value).map { PlainText.folded(PlainText.line(maybeHTML: $0)) }
    }

    private func link(_ value: Any?) -> String? {
        (value as? String).flatMap { string($0) }.map { Link.resolve($0, against: base) }
    }

    private func date(_ value: Any?) -> Date? {
        (value as? String).flatMap { PublishedDate($0, timeZone: timeZone)?.date }
    }

    private func escaped(_ text: String) -> String {
        var text = text
        var bytes: [UInt8] = []
        text.withUTF8 { HTMLText.escape($0, into: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
