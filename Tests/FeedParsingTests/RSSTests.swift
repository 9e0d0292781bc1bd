import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("RSS")
struct RSSTests {
    @Test(
        "The version tells the format",
        arguments: [
            (#"<rss version="0.91">"#, FeedFormat.rss091), (#"<rss version="0.92">"#, .rss092),
            (#"<rss version="2.0">"#, .rss20), (#"<rss version="2.0.1">"#, .rss20), ("<rss>", .rss20),
        ])
    func version(start: String, format: FeedFormat) throws {
        #expect(try Sample.feed(start + "<channel><title>T</title></channel></rss>").format == format)
    }

    @Test("A channel's own elements are told from those of its image and text field")
    func channel() throws {
        let feed = try Sample.feed(
            """
            <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
            <image><title>Logo</title><link>http://news.example/logo</link></image>
            <title>World &amp; local</title><link>http://news.example/</link>
            <atom:link rel="self" href="http://news.example/rss"/><language>ko-kr</language>
            <lastBuildDate>Wed, 19 Jun 2024 12:00:00 +0900</lastBuildDate>
            <textInput><title>Search</title><link>http://news.example/q</link></textInput>
            </channel></rss>
            """)
        #expect(feed.title == "World & local")
        #expect(feed.homePageURL == "http://news.example/")
        #expect(feed.feedURL == "http://news.example/rss")
        #expect(feed.language == "ko-kr")
        #expect(feed.updated == Date(timeIntervalSince1970: 1_718_766_000))
    }

    @Test("How often to ask is kept")
    func hints() throws {
        let feed = try Sample.feed(
            """
            <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><ttl>30</ttl>
            <skipHours><hour>0</hour><hour>24</hour><hour>13</hour><hour>99</hour></skipHours>
            <skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>
            <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>
            """)
        #expect(feed.hints.ttlMinutes == 30)
        #expect(feed.hints.skipHours == [0, 13])
        #expect(feed.hints.skipDays == [1, 7])
        #expect(feed.hints.updatePeriodSeconds == 21_600)
    }

    @Test("RSS 1.0 keeps its items beside the channel")
    func rdf() throws {
        let feed = try Sample.feed(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="http://news.example/"><title>C</title><items><rdf:Seq><rdf:li resource="u"/></rdf:Seq></items>
            </channel>
            <item rdf:about="urn:1"><title>One</title><link>http://news.example/1</link><dc:creator>Kim</dc:creator>
            <dc:date>2024-06-19T09:00:00+09:00</dc:date><dc:subject>Asia</dc:subject></item>
            <item rdf:about="urn:2"><title>Two</title></item></rdf:RDF>
            """)
        #expect(feed.format == .rss10)
        #expect(feed.entries.map(\.id) == ["urn:1", "urn:2"])
        #expect(feed.entries.first?.authors == ["Kim"])
        #expect(feed.entries.first?.categories == ["Asia"])
        #expect(feed.entries.first?.published == Date(timeIntervalSince1970: 1_718_755_200))
    }

    @Test(
        "A guid is a link where it may be",
        arguments: [
            ("<guid>http://n.example/1</guid>", "http://n.example/1"),
            (#"<guid isPermaLink="true">http://n.example/1</guid>"#, "http://n.example/1"),
            (#"<guid isPermaLink="false">http://n.example/1</guid>"#, nil), ("<guid>tag-7</guid>", nil),
            ("<guid>http://n.example/1</guid><link>http://n.example/2</link>", "http://n.example/2"),
            ("<link>http://n.example/?a=1<br/>&amp;b=<i>2</i></link>", "http://n.example/?a=1&b=2"),
        ] as [(String, String?)])
    func permalink(elements: String, url: String?) throws {
        #expect(try Sample.item(elements)?.url == url)
    }

    @Test(
        "Titles are plain text, whether they were written so or as HTML",
        arguments: [
            ("Rise &amp; fall", "Rise & fall"), ("5 &lt; 6 &amp; 7 &gt; 6", "5 < 6 & 7 > 6"),
            ("&lt;b&gt;Treaty&lt;/b&gt; signed &amp;amp; sealed", "Treaty signed & sealed"),
            ("<![CDATA[Kim &#8217;s <i>visit</i>]]></title><title>", "Kim ’s visit"),
            ("A <b>new</b> pact", "A new pact"),
            ("  two\n  lines  ", "two lines"), ("AT&amp;T", "AT&T"),
            ("The &lt;blink&gt; tag", "The <blink> tag"),
        ])
    func title(written: String, plain: String) throws {
        #expect(try Sample.item("<title>\(written)</title>")?.title == plain)
    }

    @Test("Summary and content are kept apart")
    func texts() throws {
        let entry = try Sample.item(
            """
            <description>Lead &lt;b&gt;bold&lt;/b&gt;</description>
            <content:encoded><![CDATA[<p>Full</p>]]></content:encoded>
            """)
        #expect(entry?.summaryHTML == "Lead <b>bold</b>")
        #expect(entry?.contentHTML == "<p>Full</p>")
    }

    @Test("Markup that was not escaped is kept as markup")
    func inlineMarkup() throws {
        let entry = try Sample.item(#"<description><p class="a">One<br/>two</p></description>"#)
        #expect(entry?.summaryHTML == #"<p class="a">One<br>two</p>"#)
    }

    @Test("Enclosures come from RSS and Media RSS, each address once")
    func enclosures() throws {
        let entry = try Sample.item(
            """
            <enclosure url="http://n.example/a.mp3" length="1000" type="audio/mpeg"/>
            <enclosure url="http://n.example/b.mp3" length="-1" type=""/>
            <media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="http://n.example/c.jpg" fileSize="7"/>
            <media:content url="http://n.example/a.mp3"/></media:group>
            """)
        #expect(
            entry?.enclosures == [
                Enclosure(url: "http://n.example/a.mp3", type: "audio/mpeg", length: 1000),
                Enclosure(url: "http://n.example/b.mp3"), Enclosure(url: "http://n.example/c.jpg", length: 7),
            ])
    }

    @Test(
        "Authors are people's names",
        arguments: [
            ("desk@n.example (Kim Min-ji)", "Kim Min-ji"), ("Kim Min-ji &lt;desk@n.example&gt;", "Kim Min-ji"),
            ("desk@n.example", "desk@n.example"), ("Kim (Seoul)", "Kim (Seoul)"),
            ("&quot;Kim, M.&quot; &lt;d@n.example&gt;", "Kim, M."), ("Kim Min-ji - d@n.example", "Kim Min-ji"),
            ("<name>Kim</name><email>d@n.example</email>", "Kim"),
        ])
    func author(written: String, name: String) throws {
        #expect(try Sample.item("<author>\(written)</author>")?.authors == [name])
    }

    @Test("The best of several dates is the date of publication")
    func dates() throws {
        let entry = try Sample.item(
            """
            <dc:date>2001-01-01</dc:date><pubDate>Wed, 19 Jun 2024 00:00:00 GMT</pubDate>
            <atom:updated xmlns:atom="http://www.w3.org/2005/Atom">2024-06-20T00:00:00Z</atom:updated>
            """)
        #expect(entry?.published == Date(timeIntervalSince1970: 1_718_755_200))
        #expect(entry?.modified == Date(timeIntervalSince1970: 1_718_841_600))
    }

    @Test("An unbound or misspelt namespace still means what its prefix says")
    func namespaces() throws {
        let document = """
            <rss version="2.0" xmlns:atom="https://www.w3.org/2005/Atom/"><channel>
            <atom:link rel="self" href="http://n.example/f"/><item><dc:creator>Kim</dc:creator></item></channel></rss>
            """
        let feed = try Sample.feed(document)
        #expect(feed.feedURL == "http://n.example/f")
        #expect(feed.entries.first?.authors == ["Kim"])
    }

    @Test("Entries are found inside elements of no meaning")
    func wrapped() throws {
        let feed = try Sample.feed(
            "<rss><channel><list><group><item><title>a</title></item></group></list></channel></rss>")
        #expect(feed.entries.map(\.title) == ["a"])
    }

    @Test(
        "Of two texts none is dropped, and an announced content wins",
        arguments: [
            ("<description>a</description><summary>b</summary>", "a", "b"),
            ("<summary>b</summary><description>a</description>", "b", "a"),
            ("<description>a</description><description>a</description>", "a", nil),
            ("<description>a</description><summary>b</summary><content>c</content>", "a", "c"),
        ] as [(String, String, String?)])
    func twoTexts(elements: String, summary: String, content: String?) throws {
        let entry = try Sample.item(elements)
        #expect(entry?.summaryHTML == summary)
        #expect(entry?.contentHTML == content)
    }

    @Test(
        "Elements inside a title are no part of its text, known or not",
        arguments: [
            ("a <b>b</b> c", "a b c"), ("a <x:y xmlns:x=\"urn:x\" z=\"1\"/>b", "a b"), ("a <i>1 &lt; 2</i>", "a 1 < 2"),
        ])
    func titleElements(written: String, title: String) throws {
        #expect(try Sample.item("<title>\(written)</title>")?.title == title)
    }

    @Test("Categories come one by one, in a list or between commas")
    func categories() throws {
        let entry = try Sample.item(
            "<categories><category>a</category><category>b</category></categories><tags>c, d</tags>")
        #expect(entry?.categories == ["a", "b", "c", "d"])
    }

    @Test("CDF, with its addresses in attributes, reads as a feed")
    func cdf() throws {
        let feed = try Sample.feed(
            """
            <CHANNEL BASE="http://n.example/" HREF="/" LASTMOD="2024-06-19T09:30:00Z"><TITLE>T</TITLE>
            <ITEM HREF="/1"><TITLE>I</TITLE></ITEM></CHANNEL>
            """)
        #expect(feed.homePageURL == "http://n.example/")
        #expect(feed.updated == Date(timeIntervalSince1970: 1_718_789_400))
        #expect(feed.entries.first?.url == "http://n.example/1")
        #expect(feed.entries.first?.title == "I")
    }
}
