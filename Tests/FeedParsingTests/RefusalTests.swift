import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("What is no feed says what it is")
struct RefusalTests {
    @Test(
        "Pages and blocks",
        arguments: [
            (
                "<!DOCTYPE html><html><head><title>Front &amp; page</title></head><body>",
                .htmlPage(title: "Front & page")
            ),
            ("<HTML><BODY>x", .htmlPage(title: nil)), ("<p>Not found</p>", .htmlPage(title: nil)),
            ("<html><head><title>Just a moment...</title></head></html>", .blockedPage(service: "Cloudflare")),
            (
                #"<html><body><iframe src="/_Incapsula_Resource?x=1"></iframe></body></html>"#,
                .blockedPage(service: "Incapsula")
            ), ("<html><head><title>DDoS-Guard</title></head></html>", .blockedPage(service: "DDoS-Guard")),
        ] as [(String, FeedParseError)])
    func pages(document: String, error: FeedParseError) {
        #expect(Sample.error(Array(document.utf8)) == error)
    }

    @Test("A page about a feed's words is still a page, and a feed about blocks still a feed")
    func wordsInside() throws {
        let feed = try Sample.feed("<rss><channel><title>Just a moment...</title></channel></rss>")
        #expect(feed.title == "Just a moment...")
        #expect(Sample.error(Array("<html><body>&lt;rss&gt; <b>rss</b></body></html>".utf8)) == .htmlPage(title: nil))
    }

    @Test("A document type of HTML over a feed does no harm")
    func documentType() throws {
        let feed = try Sample.feed(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://x.example/\"><rss><channel><title>T</title></channel></rss>"
        )
        #expect(feed.title == "T")
    }

    @Test("Other XML is named by its root", arguments: ["opml", "svg", "sitemapindex", "error"])
    func otherXML(root: String) {
        #expect(Sample.error(Array("<\(root)><body/></\(root)>".utf8)) == .notAFeed(rootElement: root))
    }

    @Test(
        "Other data is named",
        arguments: [
            ([0x1F, 0x8B, 8, 0], "gzip"), (Array("%PDF-1.7".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"),
            (Array("plain words".utf8), "text"),
        ] as [([UInt8], String)])
    func otherData(bytes: [UInt8], word: String) {
        #expect(Sample.error(bytes)?.description.contains(word) == true)
    }

    @Test("Nothing is nothing", arguments: ["", " \n\t ", "\u{FEFF}", "\0\0\0"])
    func nothing(document: String) {
        #expect(Sample.error(Array(document.utf8)) == .empty)
    }

    @Test(
        "Every error is one line",
        arguments: [
            .empty, .htmlPage(title: "T"), .htmlPage(title: nil), .blockedPage(service: "S"),
            .notAFeed(rootElement: "r"),
            .notAJSONFeed(why: "w"), .notText(what: "w"), .undecodable(encoding: "e"),
        ] as [FeedParseError])
    func oneLine(error: FeedParseError) {
        #expect(!error.description.isEmpty)
        #expect(!error.description.contains { $0.isNewline })
    }
}
