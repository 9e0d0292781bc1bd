import NewsModel
import Testing

@testable import FeedParsing

@Suite("Links")
struct LinkTests {
    @Test(
        "References resolve as RFC 3986, section 5.4, says",
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
            ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("g..", "http://a/b/c/g.."),
            ("./g/.", "http://a/b/c/g/"),
            ("g/../h", "http://a/b/c/h"), (" g\n", "http://a/b/c/g"), ("조약", "http://a/b/c/조약"),
        ])
    func resolve(reference: String, absolute: String) {
        #expect(Link.resolve(reference, against: "http://a/b/c/d;p?q") == absolute)
    }

    @Test("Without a base a reference stays what it is", arguments: ["/g", "g", "http://x/ y"])
    func noBase(reference: String) {
        #expect(Link.resolve(reference, against: nil) == reference)
    }

    @Test(
        "Links inside HTML become absolute where they stand",
        arguments: [
            (#"<a href="p?a=1&amp;b=2">x</a>"#, #"<a href="http://n.example/d/p?a=1&amp;b=2">x</a>"#),
            ("<img alt=a src=/i.png>", "<img alt=a src=http://n.example/i.png>"),
            ("<A HREF='#s'>x", "<A HREF='http://n.example/d/f#s'>x"),
            (#"<a href="http://o.example/">x</a>"#, #"<a href="http://o.example/">x</a>"#),
            ("a < b href=c", "a < b href=c"),
            (#"<!-- <a href="x"> -->"#, #"<!-- <a href="x"> -->"#),
            (#"<a href="mailto:x@y.example">"#, #"<a href="mailto:x@y.example">"#),
            (#"<a title="href=x" href="y">"#, #"<a title="href=x" href="http://n.example/d/y">"#),
            (#"<a href="unended"#, #"<a href="http://n.example/d/unended"#),
        ])
    func inHTML(html: String, resolved: String) {
        var links = LinkResolver()
        #expect(HTMLLinks.resolved(in: html, against: "http://n.example/d/f", by: &links) == resolved)
    }

    @Test("Links take so much of their base in all, and then stay as they are written")
    func limit() {
        let base = "http://n.example/\(String(repeating: "d/", count: 50))"
        let html = String(repeating: "<a href=x>", count: 1000)
        var links = LinkResolver(workLimit: 10 * base.utf8.count)
        let resolved = HTMLLinks.resolved(in: html, against: base, by: &links)
        #expect(resolved.hasPrefix("<a href=\(base)x>"))
        #expect(resolved.utf8.count == html.utf8.count + 10 * base.utf8.count)
        #expect(HTMLLinks.resolved(in: html, against: base, by: &links) == html)
        #expect(links.resolve(" y ", against: base) == "y")
        #expect(links.resolve("http://o.example/", against: base) == "http://o.example/")
    }

    @Test("xml:base nests, and the document's own address comes last")
    func bases() throws {
        let feed = try Sample.feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><link href="home"/>
            <entry xml:base="june/"><link href="19"/><content type="html" xml:base="19/">&lt;img src="i.png"></content>
            <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">y</a></div></summary></entry>
            <entry><link href="/20"/></entry></feed>
            """, url: "http://n.example/feeds/atom")
        #expect(feed.homePageURL == "http://n.example/news/home")
        #expect(feed.entries.map(\.url) == ["http://n.example/news/june/19", "http://n.example/20"])
        #expect(feed.entries.first?.contentHTML == #"<img src="http://n.example/news/june/19/i.png">"#)
        #expect(feed.entries.first?.summaryHTML == #"<a href="http://n.example/news/june/x">y</a>"#)
    }
}
