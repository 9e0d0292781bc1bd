import Foundation
package import JSONText
package import NewsModel

/// A parsed feed as one JSON object, whatever its format was.
package struct NeutralObject {
    private let feed: ParsedFeed

    package init(_ feed: ParsedFeed) { self.feed = feed }

    /// Members that have no value are left out, but for `entries`.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("format", feed.format.rawValue)
            Self.write("title", feed.title, &writer)
            Self.write("home_page_url", feed.homePageURL, &writer)
            Self.write("feed_url", feed.feedURL, &writer)
            Self.write("language", feed.language, &writer)
            Self.write("updated", feed.updated, &writer)
            if let minutes = feed.hints.ttlMinutes { writer.member("ttl_minutes", minutes) }
            writer.key("entries")
            writer.array { writer in
                for entry in feed.entries { Self.write(entry, &writer) }
            }
        }
    }

    private static func write(_ entry: ParsedEntry, _ writer: inout JSONWriter) {
        writer.object { writer in
            write("id", entry.id, &writer)
            write("url", entry.url, &writer)
            write("title", entry.title, &writer)
            write("summary_html", entry.summaryHTML, &writer)
            write("content_html", entry.contentHTML, &writer)
            write("published", entry.published, &writer)
            write("modified", entry.modified, &writer)
            if !entry.authors.isEmpty { writer.member("authors", entry.authors) }
            if !entry.categories.isEmpty { writer.member("categories", entry.categories) }
            write("language", entry.language, &writer)
            if !entry.enclosures.isEmpty {
                writer.key("enclosures")
                writer.array { writer in
                    for enclosure in entry.enclosures {
                        writer.object { writer in
                            write("url", enclosure.url, &writer)
                            write("type", enclosure.type, &writer)
                            if let length = enclosure.length { writer.member("length", length) }
                        }
                    }
                }
            }
            write("external_url", entry.externalURL, &writer)
        }
    }

    private static func write(_ name: String, _ value: String?, _ writer: inout JSONWriter) {
        if let value { writer.member(name, value) }
    }

    private static func write(_ name: String, _ value: Date?, _ writer: inout JSONWriter) {
        if let value { writer.member(name, CivilTime(value).text) }
    }
}
