import FeedParsing
import NewsModel
import Testing

@Suite("Reading XML")
struct XMLReaderTests {
    @Test("A prefix means what the innermost declaration says, before and after others come and go")
    func namespaces() throws {
        let feed = try Sample.feed(
            """
            <r:rss xmlns:m="http://search.yahoo.com/mrss/" xmlns:r="urn:x"><r:channel>
            <r:item><r:title>a</r:title><m:content url="http://n.example/1"/></r:item>
            <r:item><r:title>b</r:title><og xmlns:og="http://ogp.me/ns#"><title>no</title></og>
            <m:content url="http://n.example/2"/></r:item>
            <r:item xmlns:m="urn:other"><r:title>c</r:title><m:content url="http://n.example/3"/></r:item>
            <r:item><r:title>d</r:title><x:content xmlns:x="http://search.yahoo.com/mrss/" url="http://n.example/4"/>
            </r:item></r:channel></r:rss>
            """)
        #expect(feed.entries.map(\.title) == ["a", "b", "c", "d"])
        #expect(
            feed.entries.map { $0.enclosures.first?.url } == [
                "http://n.example/1", "http://n.example/2", nil, "http://n.example/4",
            ])
        #expect(feed.mended.isEmpty)
    }

    @Test("A default namespace holds inside its element alone")
    func defaultNamespace() throws {
        let entry = try Sample.entry(
            """
            <title>t</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><title>x</title>
            <p>text</p></div></content><id>urn:1</id>
            """)
        #expect(entry?.title == "t")
        #expect(entry?.id == "urn:1")
        #expect(entry?.contentHTML?.contains("<p>text</p>") == true)
    }

    @Test(
        "Texts come as the document means them, without mending",
        arguments: [
            ("<title>a<!-- no > --> b<?p x?> c</title>", "a b c"),
            ("<title><![CDATA[a <b> & ]] c]]></title>", "a & ]] c"),
            ("<title\n a='>' >x</title\n>", "x"),
            ("<title>&#x41;&#66;&lt;&gt;&quot;&apos;&amp;amp;</title>", "AB<>\"'&"),
            ("<title>a\r\nb\rc</title>", "a b c"), ("<title/><title>second</title>", "second"),
        ])
    func texts(element: String, title: String) throws {
        let feed = try Sample.feed("<rss><channel><item>\(element)</item></channel></rss>\n<!-- end -->\n")
        #expect(feed.entries.first?.title == title)
        #expect(feed.mended.isEmpty)
    }

    @Test(
        "Values of attributes have their references resolved and their line breaks as spaces",
        arguments: [
            (#"href="http://n.example/?a&amp;b&#61;1""#, "http://n.example/?a&b=1"),
            (#"href='http://n.example/&eacute;"'"#, #"http://n.example/é""#),
            ("href = \"http://n.example/a\nb\"", "http://n.example/a b"),
            (#"x:href="http://n.example/""#, "http://n.example/"),
            (#"href="http://n.example/&own;""#, "http://n.example/path"),
        ])
    func attributes(written: String, url: String) throws {
        let document = """
            <!DOCTYPE feed [<!ENTITY own "path">]><feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="urn:x">
            <entry><link \(written)/></entry></feed>
            """
        let feed = try Sample.feed(document)
        #expect(feed.entries.first?.url == url)
        #expect(feed.mended.isEmpty)
    }

    @Test(
        "What is not well-formed is mended and said so",
        arguments: [
            "<title>a & b</title>", "<title>a</titel>", "<title>a<br></title>", "<title x=1>a</title>",
            "<title>a\u{01}</title>",
            "<title>a</title></b>", "<title>a < b</title>", "<title>&bogus;</title>", "<title>a</title><link x='<'/>",
        ])
    func mending(elements: String) throws {
        let feed = try Sample.feed("<rss><channel><item>\(elements)</item></channel></rss>")
        #expect(feed.entries.first?.title?.isEmpty == false)
        #expect(!feed.mended.isEmpty)
    }
}
