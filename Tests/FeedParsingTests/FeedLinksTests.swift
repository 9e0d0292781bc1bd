import FeedParsing
import Testing

@Suite("Where a page says that its feeds are")
struct FeedLinksTests {
    @Test("Announced feeds come first, relative links start at the base, each address stands once")
    func page() {
        let page = """
            <!doctype html><html><head><title>T</title><base href="/news/">
            <link rel="ALTERNATE stylesheet" type="application/rss+xml; charset=UTF-8" href=" all.rss ">
            <link rel=alternate type="application/feed+json" href="https://b.example/feed.json">
            <link rel="alternate" type="text/html" hreflang="ko" href="/ko/"><link rel="stylesheet" href="x.css">
            </head><body><p>Follow <a href="/rss">RSS</a> or <a href="all.rss">all</a>
            <a href="/about">about</a> <a href="#feed">x</a> <a href="?format=rss">y</a><p>unclosed
            """
        #expect(
            FeedLinks.links(inPage: Array(page.utf8), url: "https://a.example/index.html") == [
                "https://a.example/news/all.rss", "https://b.example/feed.json", "https://a.example/rss",
                "https://a.example/news/?format=rss",
            ])
    }

    @Test(
        "A page without feeds, an empty one and one nested without end",
        arguments: [
            "<p>hello</p>", "", String(repeating: "<div>", count: 50_000),
        ])
    func none(page: String) {
        #expect(FeedLinks.links(inPage: Array(page.utf8), url: "https://a.example/") == [])
    }

    @Test("What stands in comments, scripts and styles is no link; references are resolved")
    func hidden() {
        let link = #"<link rel="alternate" type="application/rss+xml" href="/hidden">"#
        let page = """
            <!-- \(link) --><script>document.write('\(link)')</script><style>\(link)</style><script src="x"/>
            <LINK REL="alternate" TYPE="application/atom+xml" HREF="/feed?a=1&amp;b=2">
            <script>\(link)
            """
        #expect(
            FeedLinks.links(inPage: Array(page.utf8), url: "https://a.example/") == ["https://a.example/feed?a=1&b=2"])
    }

    @Test("News sitemaps of a robots.txt")
    func robots() {
        let text =
            "User-agent: *\nDisallow: /x\nSitemap: https://a.example/sitemap.xml\r\nsitemap:https://a.example/news-sitemap.xml\n"
        #expect(FeedLinks.newsSitemaps(inRobots: text) == ["https://a.example/news-sitemap.xml"])
    }
}
