import FeedParsing
import Foundation
import NewsModel
import Testing

/// Documents of a megabyte or more, each the worst case of one loop: the suite's time limit catches what grows with the
/// square of their length.
@Suite("Time and memory grow with the document, and no faster", .timeLimit(.minutes(1)))
struct HostileScaleTests {
    private static let good = "<item><title>good</title></item>"
    private static let atom = #"<feed xmlns="http://www.w3.org/2005/Atom""#

    private static func channel(_ body: String, in root: String = "<rss>") -> String {
        "\(root)<channel>\(good)\(body)</channel></rss>"
    }

    private static func feed(_ document: String, url: String = "http://n.example/") throws -> ParsedFeed {
        try FeedParser.parse(Array(document.utf8), contentType: nil, url: url)
    }

    /// A long text that fails in few words.
    struct Repeated: CustomTestStringConvertible {
        /// `#` stands for the number of the repetition.
        let piece: String
        let count: Int
        let start: String
        let end: String

        init(_ piece: String, _ count: Int, start: String = "", end: String = "") {
            (self.piece, self.count, self.start, self.end) = (piece, count, start, end)
        }

        var text: String {
            let parts = piece.split(separator: "#", omittingEmptySubsequences: false)
            return start + (0..<count).map { parts.joined(separator: String($0)) }.joined() + end
        }

        var testDescription: String { "\(start)\(piece)…\(end)" }
    }

    private static func many(_ piece: String, _ count: Int) -> String { String(repeating: piece, count: count) }

    private static func numbered(_ count: Int, _ piece: (Int) -> String) -> String { (0..<count).map(piece).joined() }

    // MARK: Bases of links

    @Test("Bases within bases stop at a length and at a depth")
    func nestedBases() throws {
        let deep = Self.many(#"<x xml:base="y/">"#, 61_000)
        let rss = "<rss><channel><item><title>good</title><link>z</link></item></channel></rss>"
        let feed = try Self.feed("\(deep)\(rss)\(Self.many("</x>", 61_000))")
        #expect(feed.entries.map(\.title) == ["good"])
        #expect(feed.entries.first?.url == "http://n.example/\(Self.many("y/", 64))z")
        let long = Self.many(#"<x xml:base="\#(Self.many("y", 1000))/">"#, 3)
        let other = try Self.feed("\(long)\(rss)</x></x></x>")
        #expect(other.entries.first?.url == "http://n.example/\(Self.many("\(Self.many("y", 1000))/", 2))z")
    }

    @Test("No base is longer than any address")
    func longBase() throws {
        let path = Self.many("p/", 4000)
        let document = Self.channel("<item><link>a</link><description><![CDATA[<a href=x>]]></description></item>")
        let entry = try Self.feed(document, url: "http://n.example/\(path)").entries.last
        #expect(entry?.url == "a")
        #expect(entry?.contentHTML ?? entry?.summaryHTML == "<a href=x>")
    }

    @Test("What entries inherit is short enough to be repeated")
    func inheritance() throws {
        let root = #"\#(Self.atom) xml:lang="\#(Self.many("e", 100_000))">"#
        let author = "<author><name>\(Self.many("n", 100_000))</name></author>"
        let feed = try Self.feed("\(root)\(author)\(Self.many("<entry><id>a</id></entry>", 1000))</feed>")
        #expect(feed.entries.count == 1000)
        #expect(feed.entries.allSatisfy { $0.authors.isEmpty && $0.language == nil })
    }

    // MARK: Tags

    @Test("Instructions without end before the root")
    func instructions() throws {
        let feed = try Self.feed(Self.many("<?x>", 500_000) + Self.channel(""))
        #expect(feed.entries.map(\.title) == ["good"])
    }

    @Test(
        "Values without their quotes, and tags that are none",
        arguments: [
            Repeated("<a b=", 200_000, end: "1 <x>"), Repeated(" b=\"\"", 200_000, start: "<a"),
            Repeated(" b=\"<a\"", 100_000, start: "<a", end: "<c>"),
            Repeated("<a b='<c d=\"", 50_000, start: "<x>", end: "<c>"),
            Repeated("<c>\n", 100_000, start: "<a b=\""), Repeated("<a b=\"x>\n<c d='", 30_000),
        ])
    func values(tags: Repeated) throws {
        #expect(try Self.feed("<rss><channel>\(Self.good)<x>&</x>\(tags.text)").entries.first?.title == "good")
    }

    @Test("Declarations without measure, and names without number")
    func namespaces() throws {
        let declarations = Self.numbered(30_000) { #" xmlns:a\#($0)="u""# }
        let names = Self.numbered(30_000) { "<e\($0)/>" }
        #expect(try Self.feed(Self.channel(names, in: "<rss\(declarations)>")).entries.map(\.title) == ["good"])
        let used = #"<d:date xmlns:d="http://purl.org/dc/elements/1.1/">2024-06-19</d:date>"#
        let entry = "<item><dc:creator>Ann</dc:creator>\(used)</item>"
        let some = Self.numbered(40) { #" xmlns:a\#($0)="u""# }
        let last = try Self.feed(Self.channel(entry, in: "<rss\(some)>")).entries.last
        #expect(last?.authors == ["Ann"] && last?.published != nil)
    }

    @Test("Stray end tags and empty entries among open elements")
    func stray() throws {
        let open = Self.many("<a>", 250)
        for piece in ["</b>", "<item/>"] {
            let document = Self.channel("&\(open)\(Self.many(piece, 20_000))")
            #expect(try Self.feed(document).entries.first?.title == "good")
        }
    }

    // MARK: JSON

    @Test("Authors that stand again and again")
    func authors() throws {
        let many = Self.numbered(60_000) { #","author":"a\#($0)""# }
        let document = #"{"version":"https://jsonfeed.org/version/1","items":[{"id":1\#(many)}]\#(many)}"#
        let entries = try Self.feed(document).entries
        #expect(entries.map(\.id) == ["1"])
        #expect(entries.first?.authors.count == 256)
        #expect(entries.first?.authors.last == "a255")
    }

    // MARK: HTML

    @Test(
        "Attributes without number in HTML",
        arguments: [
            Repeated(" b#", 150_000, start: "<a", end: ">"), Repeated(" x=\">\" b#", 100_000, start: "<a", end: ">"),
            Repeated(" <b#", 100_000, start: "<a", end: ">"), Repeated("<body a#=b>", 100_000),
            Repeated("<?x ", 100_000), Repeated(" b#", 150_000, start: "<a"),
        ])
    func htmlAttributes(html: Repeated) {
        #expect(PlainText.text(html: "<p>before</p>\(html.text)").hasPrefix("before"))
    }

    // MARK: Lists and pages

    @Test(
        "Tags without measure and without number in lists and pages",
        arguments: [
            Repeated(" b#=\"c\"", 150_000, start: "<a", end: ">"), Repeated("<a>", 300_000), Repeated("</a>", 300_000),
            Repeated("<outline text='#'>", 100_000), Repeated("<a b='", 200_000), Repeated("<!-- ", 200_000),
            Repeated("<script>", 150_000), Repeated("<", 1_000_000), Repeated("</outline>", 100_000),
        ])
    func tags(piece: Repeated) {
        let outline = "<outline text='good' xmlUrl='https://a.example/'/>"
        #expect(OPML.outlines(in: Array("<opml>\(outline)\(piece.text)".utf8))?.map(\.title) == ["good"])
        let link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
        let links = FeedLinks.links(inPage: Array("\(link)\(piece.text)".utf8), url: "https://a.example/")
        #expect(links == ["https://a.example/feed"])
    }

    @Test("References and dates that take a search each")
    func lookups() throws {
        let references = "<item><title>\(Self.many("&aa;", 100_000))</title></item>"
        #expect(try Self.feed(Self.channel(references)).entries.map(\.title) == ["good", Self.many("&aa;", 100_000)])
        let dates = Self.many("<pubDate>1 jan 2020 1:00 \(Self.many("a/b ", 40))</pubDate>", 4000)
        #expect(try Self.feed(Self.channel("<item>\(dates)</item>")).entries.count == 2)
    }
}
