import FeedParsing
import Foundation
import NewsModel
import Testing

@Suite("News sitemaps")
struct NewsSitemapTests {
    private static let start = """
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        """

    @Test("A sitemap of Google News is a feed")
    func news() throws {
        let feed = try Sample.feed(
            Self.start + """
                <url><loc>http://n.example/1</loc><lastmod>2024-06-20</lastmod><news:news><news:publication>
                <news:name>The Paper</news:name><news:language>vi</news:language></news:publication>
                <news:publication_date>2024-06-19T09:00:00+09:00</news:publication_date><news:title>Pact &amp; past</news:title>
                <news:keywords>Asia, treaty</news:keywords></news:news></url></urlset>
                """)
        #expect(feed.format == .newsSitemap)
        let entry = try #require(feed.entries.first)
        #expect(entry.url == "http://n.example/1")
        #expect(entry.title == "Pact & past")
        #expect(entry.language == "vi")
        #expect(entry.categories == ["Asia", "treaty"])
        #expect(entry.published == Date(timeIntervalSince1970: 1_718_755_200))
    }

    @Test("A sitemap of pages is none")
    func pages() {
        let document = Self.start + "<url><loc>http://n.example/about</loc></url></urlset>"
        #expect(Sample.error(Array(document.utf8)) == .notAFeed(rootElement: "urlset"))
    }
}
