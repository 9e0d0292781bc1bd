import FeedParsing
import NewsModel
import Testing

@Suite("Ill-formed documents")
struct MendingTests {
    private static func titles(_ document: String) throws -> [String?] {
        try Sample.feed(document).entries.map(\.title)
    }

    @Test(
        "Text is kept as it was meant",
        arguments: [
            ("a & b", "a & b"), ("a &nbsp; b", "a b"), ("caf&eacute; &hearts;", "café ♥"),
            ("?x=1&copy=2", "?x=1&copy=2"),
            ("a\u{01}b\u{0B}c", "abc"), ("1 < 2 <3", "1 < 2 <3"), ("&bogus; x", "&bogus; x"),
            ("x &#0; y &#x1F; z", "x y z"),
            ("&#xD800;x", "x"), ("a &", "a &"), ("a &#", "a &#"),
        ])
    func text(written: String, meant: String) throws {
        let feed = try Sample.feed("<rss><channel><item><title>\(written)</title></item></channel></rss>")
        #expect(
            feed.entries.first?.title?.replacing("\u{A0}", with: " ").split(separator: " ").joined(separator: " ")
                == meant)
    }

    @Test("References of HTML need no mending where XML allows them to be declared elsewhere")
    func references() throws {
        let feed = try Sample.feed("<rss><channel><title>caf&eacute;</title></channel></rss>")
        #expect(feed.title == "café")
        #expect(feed.mended.isEmpty)
    }

    @Test("References in attributes")
    func attributeReferences() throws {
        let entry = try Sample.entry(#"<link href="http://n.example/?a=1&b=2&eacute;&amp;c=3"/>"#)
        #expect(entry?.url == "http://n.example/?a=1&b=2é&c=3")
    }

    @Test(
        "Entries are had from damaged structure",
        arguments: [
            ("<rss><channel><item><title>a</title><item><title>b</title></channel></rss>", ["a", "b"]),
            ("<rss><channel><item><title>a<link>http://x</link></item><item><title>b</title></item>", ["a", "b"]),
            (
                "<rss><channel><item><title>a</title></b></i></item><item><title>b</title></item></channel></rss>",
                ["a", "b"]
            ),
            ("<rss><channel><item><title>a</title></item></rss><item><title>b</title></item>", ["a", "b"]),
            (
                "<rss><channel><item><title>a</title><description><p>x<br>y</description></item><item><title>b</title>",
                ["a", "b"]
            ),
            ("<rss><channel><item><title>a</title></item><item><title>cut he", ["a", "cut he"]),
            ("<rss><channel><item><title>a</title></item><item><tit", ["a", nil]),
            ("<rss><channel><item><title><![CDATA[a]]></title></item><item><title><![CDATA[cut", ["a", "cut"]),
            ("<rss><channel><item a=b c a='1' a=\"2\"><title>a</title></item></channel></rss>", ["a"]),
            ("<rss><channel><item><title>a</title></item>\0</channel></rss>", ["a"]),
            (
                "<rss><channel><item><title>a <“b”> & <x:y:z> <:> </title></item><item><title>c</title></item>",
                ["a <“b”> & <x:y:z> <:>", "c"]
            ),
            ("<rss a=\"1\" b=\"2\n>\n<channel>\n<item c=\"3\"><title>a</title></item></channel></rss>", ["a"]),
            ("<feed><author><name>N<entry><title>a</title></entry></feed>", ["a"]),
            ("<rss><channel><generator>x<item><title>a</title></item></channel></rss>", ["a"]),
            ("<rss><channel><ti\0tle>T</title><description>D<item><title>a</title></item></channel></rss>", ["a"]),
            ("<rss><channel><item é=’ :=1 x:y:z='2'><title>a</title></item>", ["a"]),
            ("<feed><entry><title>a</title><entry><title>b</title></feed>", ["a", "b"]),
        ] as [(String, [String?])])
    func structure(document: String, titles: [String?]) throws {
        let feed = try Sample.feed(document)
        #expect(feed.entries.map(\.title) == titles)
        #expect(!feed.mended.isEmpty)
    }

    @Test(
        "Junk before the first element is passed over",
        arguments: [
            "\n\n <?xml version=\"1.0\"?>",
            "Warning: include() failed in /www/index.php on line 3\n<?xml version=\"1.0\"?>",
            "\u{FEFF}\u{FEFF}<?xml version=\"1.0\"?>", "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>",
            "<!-- x --><?php ?>",
        ])
    func junk(before: String) throws {
        #expect(try Sample.feed(before + "<rss><channel><title>T</title></channel></rss>").title == "T")
    }

    @Test("Entities that the document declares are text, with nothing expanded in them")
    func declared() throws {
        let feed = try Sample.feed(
            """
            <!DOCTYPE rss [<!ENTITY paper "The &#72;erald"><!ENTITY twice "&paper;&paper;">]>
            <rss><channel><title>&paper; &twice;</title></channel></rss>
            """)
        #expect(feed.title == "The Herald &paper;&paper;")
    }

    @Test("What was mended is said, and a sound document has nothing to say")
    func notes() throws {
        let feed = try Sample.feed("<rss><channel><title>a & b & c</title><item><title>x</title></channel>")
        #expect(feed.mended == ["2 × unescaped ampersand", "1 × missing end tag", "document cut short"])
        #expect(try Sample.feed("<rss><channel><title>a &amp; b</title></channel></rss>").mended.isEmpty)
    }
}
