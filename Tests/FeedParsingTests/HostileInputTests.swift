import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("Hostile input ends in entries or in an error")
struct HostileInputTests {
    private static let good = "<item><title>good</title></item>"

    private static func channel(_ body: String, before: String = "") -> [UInt8] {
        Array("\(before)<rss version=\"2.0\"><channel>\(body)</channel></rss>".utf8)
    }

    private static func titles(_ bytes: [UInt8]) throws -> [String?] {
        try FeedParser.parse(bytes, contentType: nil, url: "http://n.example/").entries.map(\.title)
    }

    @Test("Entities that multiply are not expanded")
    func entityBomb() throws {
        let nested = (1..<12).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }.joined()
        let bytes = Self.channel(
            "<item><title>&a11;</title></item>", before: "<!DOCTYPE r [<!ENTITY a0 \"lol\">\(nested)]>")
        let title = try #require(try Self.titles(bytes).first ?? nil)
        #expect(title.utf8.count < 200)
    }

    @Test("One entity used without end stops at a limit")
    func quadraticEntity() throws {
        let long = String(repeating: "x", count: 1000)
        let title = String(repeating: "&a;", count: 20_000)
        let bytes = Self.channel(
            "<item><title>\(title)</title></item>", before: "<!DOCTYPE r [<!ENTITY a \"\(long)\">]>")
        let text = try #require(try Self.titles(bytes).first ?? nil)
        #expect(text.utf8.count < 2_000_000)
    }

    @Test("No file is read for an external entity")
    func externalEntity() throws {
        let secret = FileManager.default.temporaryDirectory.appendingPathComponent("newswatch-\(UUID().uuidString)")
        try Data("secret".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let type =
            "<!DOCTYPE r [<!ENTITY x SYSTEM \"\(secret.absoluteString)\"><!ENTITY % p SYSTEM \"\(secret.absoluteString)\">%p;]>"
        let bytes = Self.channel("<item><title>a&x;b</title></item>", before: type)
        #expect(try Self.titles(bytes) == ["a&x;b"])
    }

    @Test("Nesting is bounded by nothing but the document, and costs little")
    func nesting() throws {
        let (open, close) = (String(repeating: "<a>", count: 100_000), String(repeating: "</a>", count: 100_000))
        #expect(try Self.titles(Self.channel("<x>\(open)\(close)</x>" + Self.good)) == ["good"])
        #expect(
            try Self.titles(Self.channel("<item><description>\(open)\(close)</description></item>" + Self.good)) == [
                nil, "good",
            ])
        #expect(try Self.titles(Self.channel("<item><title>&</title><x>\(open)</item>" + Self.good)) == ["&", "good"])
    }

    @Test("Attributes without measure")
    func attributes() throws {
        let long = String(repeating: "x", count: 10_000_000)
        #expect(try Self.titles(Self.channel("<item a=\"\(long)\"><title>t</title></item>")) == ["t"])
        let many = (0..<50_000).map { "a\($0)=\"v\"" }.joined(separator: " ")
        #expect(try Self.titles(Self.channel("<item \(many)><title>t</title></item>")) == ["t"])
        #expect(try Self.titles(Self.channel("<item \(many)><title>t & u</title></item>")) == ["t & u"])
    }

    @Test(
        "Comments, sections and tags without end",
        arguments: [
            "<!-- x -->", "<!-- ", "<!-- \n", "<![CDATA[ ", "<a ", "<a b=\"", "<", "&", "</b>", "<?x ", "<!DOCTYPE x [",
            "<![CDATA[ \n</title><title>",
        ])
    func repeated(piece: String) throws {
        let body = Self.good + "<item><title>" + String(repeating: piece, count: 40_000)
        #expect(try Self.titles(Array("<rss><channel>\(body)".utf8)).first == "good")
    }

    @Test(
        "A prolog without end is no feed",
        arguments: ["<!DOCTYPE rss [<!ENTITY a \"b\">", "<!DOCTYPE x \"", "<?x ", "<!-- "])
    func prolog(piece: String) {
        #expect(Sample.error(Array(String(repeating: piece, count: 100_000).utf8)) != nil)
    }

    @Test("Cut in the middle of a character")
    func cutCharacter() throws {
        let utf8 =
            Array(Self.channel("<item><title>조약 체결</title></item>").prefix(while: { $0 < 0x80 }))
            + Array("조약 체".utf8).dropLast()
        #expect(try Self.titles(utf8) == ["조약 \u{FFFD}"] || Self.titles(utf8) == ["조약 \u{FFFD}\u{FFFD}"])
        let text = "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel><item><title>조약"
        let utf16 = try Array(#require(text.data(using: .utf16))).dropLast()
        #expect(try Self.titles(Array(utf16)).count == 1)
    }

    @Test("Entries are counted up to a limit")
    func entries() throws {
        #expect(try Self.titles(Self.channel(String(repeating: Self.good, count: 50_500))).count == 50_000)
    }

    @Test(
        "JSON nested or numbered beyond sense",
        arguments: [
            String(repeating: "[", count: 500_000), "{\"items\":" + String(repeating: "[{\"a\":", count: 100_000),
        ])
    func json(document: String) {
        #expect(Sample.error(Array(document.utf8)) != nil)
    }

    @Test("No prefix and no single changed byte brings the parser down")
    func mutations() {
        let document = Self.channel(
            """
            <item><title>a &amp; &eacute; <![CDATA[<b>x</b>]]></title><link>http://n.example/?a=1&amp;b</link>
            <pubDate>Wed, 19 Jun 2024 09:30:00 +0900</pubDate><description>&lt;p&gt;조약</description></item>
            """, before: "<?xml version=\"1.0\" encoding=\"utf-8\"?><!DOCTYPE r [<!ENTITY a \"b\">]>")
        var parsed = 0
        for length in document.indices where Sample.error(Array(document[..<length])) == nil { parsed += 1 }
        #expect(parsed > 100)
        for index in document.indices {
            for byte: UInt8 in [0, 0x3C, 0x3E, 0x26, 0x22, 0xFF] {
                var changed = document
                changed[index] = byte
                _ = Sample.error(changed)
            }
        }
    }
}
