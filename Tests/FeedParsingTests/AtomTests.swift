import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("Atom")
struct AtomTests {
    @Test("An Atom 1.0 feed")
    func feed() throws {
        let feed = try Sample.feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>Новости</title>
            <link rel="self" href="http://n.example/atom"/><link href="http://n.example/"/>
            <updated>2024-06-19T10:00:00Z</updated><author><name>Редакция</name></author>
            <entry><id>urn:1</id><title>Первая</title></entry>
            <entry xml:lang="en"><id>urn:2</id><author><name>Kim</name></author></entry></feed>
            """)
        #expect(feed.format == .atom10)
        #expect(feed.title == "Новости")
        #expect(feed.homePageURL == "http://n.example/")
        #expect(feed.feedURL == "http://n.example/atom")
        #expect(feed.updated == Date(timeIntervalSince1970: 1_718_791_200))
        #expect(feed.entries.map(\.language) == ["ru", "en"])
        #expect(feed.entries.map(\.authors) == [["Редакция"], ["Kim"]])
    }

    @Test(
        "Text constructs are read by their type",
        arguments: [
            ("<title>a &lt;b&gt; c</title>", "a <b> c"),
            (#"<title type="html">a &lt;b&gt;c&lt;/b&gt; &amp;amp;</title>"#, "a c &"),
            (
                #"<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>b</b> &amp; c</div></title>"#,
                "a b & c"
            ), (#"<title type="text/html">x &amp;lt; y</title>"#, "x < y"),
            ("<title>AT&amp;T <b>and</b> the <i>&amp;</i></title>", "AT&T and the &"),
        ])
    func title(element: String, plain: String) throws {
        #expect(try Sample.entry(element)?.title == plain)
    }

    @Test(
        "Content becomes HTML whatever it was",
        arguments: [
            ("<content>a &lt; b</content>", "a &lt; b"), (#"<content type="html">&lt;p&gt;x</content>"#, "<p>x"),
            (
                #"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a &lt; b<br/></p></div></content>"#,
                "<p>a &lt; b<br></p>"
            ), ("<content>a &lt; <b>b &lt; c</b></content>", "a &lt; <b>b &lt; c</b>"),
            (#"<content type="application/octet-stream">PGI+eDwvYj4=</content>"#, "<b>x</b>"),
            (#"<content type="application/octet-stream">no base64, this</content>"#, "no base64, this"),
        ])
    func content(element: String, html: String) throws {
        #expect(try Sample.entry(element)?.contentHTML == html)
    }

    @Test("Atom 0.3 says by mode what 1.0 says by type")
    func atom03() throws {
        let feed = try Sample.feed(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><modified>2004-01-01T00:00:00Z</modified><entry>
            <issued>2003-01-01T00:00:00Z</issued><title mode="escaped" type="text/html">a &lt;i&gt;b&lt;/i&gt;</title>
            <summary mode="base64" type="text/html">PGI+eDwvYj4=</summary>
            <content type="application/xhtml+xml"><p>hi</p></content></entry></feed>
            """)
        #expect(feed.format == .atom03)
        #expect(feed.updated == Date(timeIntervalSince1970: 1_072_915_200))
        #expect(feed.entries.first?.title == "a b")
        #expect(feed.entries.first?.summaryHTML == "<b>x</b>")
        #expect(feed.entries.first?.contentHTML == "<p>hi</p>")
        #expect(feed.entries.first?.published == Date(timeIntervalSince1970: 1_041_379_200))
    }

    @Test("Links are told apart by their relation, and pages preferred to other formats")
    func links() throws {
        let entry = try Sample.entry(
            """
            <link rel="alternate" type="application/json" href="/1.json"/><link type="text/html" href="/1"/>
            <link rel="enclosure" href="/1.mp3" type="audio/mpeg" length="9"/><link rel="related" href="http://o.example/"/>
            <link rel="replies" href="/1/comments"/>
            """, url: "http://n.example/atom")
        #expect(entry?.url == "http://n.example/1")
        #expect(entry?.externalURL == "http://o.example/")
        #expect(entry?.enclosures == [Enclosure(url: "http://n.example/1.mp3", type: "audio/mpeg", length: 9)])
    }

    @Test("A copied entry keeps its own title and takes no author from the feed that copied it")
    func source() throws {
        let feed = try Sample.feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><author><name>Planet</name></author><entry><title>Own</title><id>urn:1</id>
            <source><id>urn:s</id><title>Origin</title><updated>2001-01-01T00:00:00Z</updated></source></entry></feed>
            """)
        #expect(feed.entries.first?.title == "Own")
        #expect(feed.entries.first?.id == "urn:1")
        #expect(feed.entries.first?.authors == [])
        #expect(feed.entries.first?.modified == nil)
    }

    @Test("A document of one entry is a feed of one")
    func entryDocument() throws {
        let feed = try Sample.feed(#"<entry xmlns="http://www.w3.org/2005/Atom"><title>Alone</title></entry>"#)
        #expect(feed.entries.map(\.title) == ["Alone"])
    }

    @Test(
        "In a title that is announced as HTML any element is an element",
        arguments: [
            ("html", "&lt;blink&gt;New&lt;/blink&gt; treaty", "New treaty"), ("html", "1 &lt; 2", "1 < 2"),
            ("html", "&lt;x-tag a=1&gt;a&lt;/x-tag&gt;", "a"), ("text", "&lt;blink&gt;", "<blink>"),
        ])
    func announcedHTML(type: String, written: String, title: String) throws {
        #expect(try Sample.entry("<title type=\"\(type)\">\(written)</title>")?.title == title)
    }

    @Test("What RDF says of a thing is not what the entry says")
    func foreignDescription() throws {
        let entry = try Sample.entry(
            """
            <rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:Description>
            <summary>s</summary>
            """)
        #expect(entry?.summaryHTML == "s")
    }

    @Test("Categories are their terms")
    func categories() throws {
        let entry = try Sample.entry(
            #"<category term="asia" label="Asia"/><category term="asia"/><category label="Only"/>"#)
        #expect(entry?.categories == ["asia", "Only"])
    }
}
