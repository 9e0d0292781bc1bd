import FeedParsing
import Foundation
import JSONText
import NewsModel
import Testing

@Suite("The neutral object")
struct NeutralObjectTests {
    private static func json(_ feed: ParsedFeed) -> String {
        var writer = JSONWriter()
        NeutralObject(feed).write(to: &writer)
        return writer.text
    }

    @Test("Every field under its name")
    func everything() {
        var feed = ParsedFeed(format: .rss20)
        (feed.title, feed.homePageURL, feed.feedURL, feed.language) = (
            "T \"q\"", "http://n.example/", "http://n.example/f", "ko"
        )
        feed.updated = Date(timeIntervalSince1970: 1_718_755_200)
        feed.hints.ttlMinutes = 30
        var entry = ParsedEntry()
        (entry.id, entry.url, entry.title) = ("1", "http://n.example/1", "조약")
        (entry.summaryHTML, entry.contentHTML) = ("s", "<p>\n</p>")
        (entry.published, entry.modified) = (Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: -1.5))
        (entry.authors, entry.categories, entry.language, entry.externalURL) = (
            ["Kim"], ["a", "b"], "en", "http://o.example/"
        )
        entry.enclosures = [Enclosure(url: "http://n.example/a", type: "t", length: 3), Enclosure()]
        feed.entries = [entry]
        #expect(
            Self.json(feed)
                == #"{"format":"rss2.0","title":"T \"q\"","home_page_url":"http://n.example/","feed_url":"http://n.example/f","#
                + #""language":"ko","updated":"2024-06-19T00:00:00Z","ttl_minutes":30,"entries":[{"id":"1","#
                + #""url":"http://n.example/1","title":"조약","summary_html":"s","content_html":"<p>\n</p>","#
                + #""published":"1970-01-01T00:00:00Z","modified":"1969-12-31T23:59:58Z","authors":["Kim"],"categories":["a","b"],"#
                + #""language":"en","enclosures":[{"url":"http://n.example/a","type":"t","length":3},{}],"#
                + #""external_url":"http://o.example/"}]}"#)
    }

    @Test(
        "Whatever a text holds, and wherever, it reads back",
        arguments: ["\"", "\\", "\n", "\u{01}", "\u{7F}", "é", "조", "🙂", "!"])
    func escapes(special: String) throws {
        for length in 0..<20 {
            var feed = ParsedFeed(format: .atom10)
            feed.title =
                String(repeating: "x", count: length) + special + String(repeating: "y", count: 19 - length) + special
            let json = Array(Self.json(feed).utf8)
            let title = try json.withUnsafeBufferPointer { bytes in
                var scanner = JSONScanner(bytes)
                var title: String?
                try scanner.object { (name, scanner) throws(JSONError) in
                    if name == "title" { title = try scanner.text() } else { try scanner.skip() }
                }
                return title
            }
            #expect(title == feed.title)
        }
    }

    @Test("What is absent is left out, but for the entries")
    func nothing() {
        #expect(Self.json(ParsedFeed(format: .atom10)) == #"{"format":"atom1.0","entries":[]}"#)
    }

    @Test(
        "Dates of any age are RFC 3339",
        arguments: [
            (-62_135_596_800, "0001-01-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (-2_208_988_800, "1900-01-01T00:00:00Z"), (1e18, "9999-12-31T23:59:59Z"),
        ] as [(Double, String)])
    func dates(seconds: Double, text: String) {
        var feed = ParsedFeed(format: .atom10)
        feed.updated = Date(timeIntervalSince1970: seconds)
        #expect(Self.json(feed) == #"{"format":"atom1.0","updated":"\#(text)","entries":[]}"#)
    }
}
