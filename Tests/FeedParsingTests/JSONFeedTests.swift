import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("JSON Feed")
struct JSONFeedTests {
    @Test("A JSON Feed 1.1")
    func feed() throws {
        let feed = try Sample.feed(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "조선 News", "home_page_url": "/", "language": "ko",
             "authors": [{"name": "Desk"}],
             "items": [
              {"id": 17, "url": "/17", "title": "One &amp; two", "content_text": "a < b", "summary": "S",
               "date_published": "2024-06-19T09:00:00+09:00", "tags": ["Asia", 3],
               "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}, {"mime_type": "x"}]},
              {"id": "x", "content_html": "<a href='p'>p</a>", "author": {"name": "Kim"}, "external_url": "http://o.example/"},
              "no item"]}
            """, url: "http://n.example/feed.json")
        #expect(feed.format == .jsonFeed11)
        #expect(feed.title == "조선 News")
        #expect(feed.homePageURL == "http://n.example/")
        #expect(feed.language == "ko")
        #expect(feed.entries.count == 2)
        let (first, second) = (feed.entries[0], feed.entries[1])
        #expect(first.id == "17")
        #expect(first.url == "http://n.example/17")
        #expect(first.title == "One & two")
        #expect(first.contentHTML == "a &lt; b")
        #expect(first.published == Date(timeIntervalSince1970: 1_718_755_200))
        #expect(first.categories == ["Asia", "3"])
        #expect(first.authors == ["Desk"])
        #expect(first.enclosures == [Enclosure(url: "http://n.example/a.mp3", type: "audio/mpeg", length: 12)])
        #expect(second.authors == ["Kim"])
        #expect(second.externalURL == "http://o.example/")
        #expect(second.contentHTML == #"<a href='http://n.example/p'>p</a>"#)
    }

    @Test(
        "Broken JSON gives what comes before the fault, or all of it where the fault can be mended",
        arguments: [
            (#"{"id": "1", "title": "a"}, {"id": "2", "title": "b"#, ["a", nil]),
            (#"{"id": "1", "title": "a"}, {"id": "2", "title": "b"}, {"#, ["a", "b"]),
            (#"{"id": "1", "title": "a"}, {"id": "2", "title": "b",},]}"#, ["a", "b"]),
            ("{\"id\": \"1\", \"title\": \"a\n\tb\"}]}", ["a b"]),
            (#"{"id": 1e999, "title": {"x": 1}, "url": true}]}"#, [nil]),
        ] as [(String, [String?])])
    func broken(items: String, titles: [String?]) throws {
        let feed = try Sample.feed(#"{"version": "https://jsonfeed.org/version/1", "title": "T", "items": ["# + items)
        #expect(feed.entries.map(\.title) == titles)
    }

    @Test("An entry without a page of its own leads to what it is about")
    func externalPage() throws {
        let feed = try Sample.feed(
            #"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "external_url": "http://n.example/a"}]}"#
        )
        #expect(feed.entries.first?.url == "http://n.example/a")
        #expect(feed.entries.first?.externalURL == "http://n.example/a")
    }

    @Test("JSON that is no feed is refused", arguments: ["{}", #"{"title": "T"}"#, "[1]", "{", #"{"version": "2"}"#])
    func refused(document: String) {
        guard case .notAJSONFeed = Sample.error(Array(document.utf8)) else {
            Issue.record("parsed")
            return
        }
    }
}
