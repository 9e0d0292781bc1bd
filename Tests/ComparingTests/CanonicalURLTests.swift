import Comparing
import Testing

@Suite("Canonical addresses")
struct CanonicalURLTests {
    @Test(
        "What does not change the page does not change the identity",
        arguments: [
            "http://example.org/news/1?id=7",
            "https://www.example.org/news/1/?id=7",
            "HTTPS://Example.ORG:443/news/1?id=7#top",
            "https://m.example.org/news/1?utm_source=rss&id=7&utm_medium=feed",
            "https://amp.example.org/news/1/amp/?id=7",
            "https://example.org/news/1?id=7&fbclid=IwAR0",
            "https://example.org//news/./x/../1?id=7&ref=homepage",
            "https://user@example.org./news/%31?id=7",
            "https://www.google.com/amp/s/example.org/news/1?id=7",
            "https://example-org.cdn.ampproject.org/c/s/example.org/news/1?id=7",
            " https://example.org/news/1?id=7\n",
            "//example.org/news/1?id=7",
        ])
    func folded(address: String) {
        #expect(CanonicalURL(address)?.rawValue == "example.org/news/1?id=7")
    }

    @Test(
        "Pages that differ stay apart",
        arguments: [
            ("https://example.org/a", "https://example.org/A"),
            ("https://example.org/?p=1", "https://example.org/?p=2"),
            ("https://a.example.org/1", "https://b.example.org/1"),
            ("https://example.org:8080/1", "https://example.org/1"),
            ("https://example.org/amp-valve", "https://example.org/valve"),
            ("https://example.org/a%2Fb", "https://example.org/a/b"),
            ("https://example.org/show?from=20240619", "https://example.org/show?from=20240620"),
            ("https://example.org/app#!/1", "https://example.org/app#!/2"),
        ])
    func apart(first: String, second: String) {
        #expect(CanonicalURL(first) != nil)
        #expect(CanonicalURL(first) != CanonicalURL(second))
    }

    @Test(
        "No address of a page",
        arguments: ["", "mailto:a@example.org", "https://", "https:///x", "/news/1", "tag:x,2024:1"])
    func refused(address: String) {
        #expect(CanonicalURL(address) == nil)
    }
}

@Suite("Article numbers")
struct ArticleNumberTests {
    @Test(
        "A number at the end of a slug outlives the slug",
        arguments: [
            ("https://example.org/2024/11/10/port-workers-end-strike-a86966", "example.org#a86966"),
            ("https://www.example.org/2024/11/10/strike-in-the-port-over-a86966?utm_source=rss", "example.org#a86966"),
            ("https://example.org/news/harbour-strike-is-over-104748289", "example.org#104748289"),
            ("https://example.org/a/un-port-et-une-greve_6628644.html", "example.org#6628644"),
        ])
    func number(address: String, expected: String) {
        #expect(CanonicalURL(address)?.articleNumber == expected)
    }

    @Test(
        "Quantities, dates and bare numbers are no article numbers",
        arguments: [
            "https://example.org/news/government-sends-more-than-10000",
            "https://example.org/daily/news-of-the-day-20240619",
            "https://example.org/news/104748289", "https://example.org/news/part-of-page-12", "https://example.org/",
        ])
    func none(address: String) {
        #expect(CanonicalURL(address) != nil)
        #expect(CanonicalURL(address)?.articleNumber == nil)
    }
}
