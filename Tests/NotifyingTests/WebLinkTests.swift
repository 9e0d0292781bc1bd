import Testing

@testable import Notifying

@Suite("Web links")
struct WebLinkTests {
    @Test(
        "Only http and https become links",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " https://a.example",
            "data:text/html,x",
            "file:///etc/passwd", "vbscript:x", "//a.example/x", "/x", "", "https://", "http:a.example", "https:///x",
            "https://a.example/\nSet-Cookie: x", "https://a.example/a b", "mailto:a@b.example",
            "https://a.example/" + String(repeating: "a", count: 2_000),
        ])
    func refused(address: String) {
        #expect(WebLink(address) == nil)
    }

    @Test(
        "What could end an attribute, a label or a header is percent-encoded",
        arguments: [
            ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
            ("HTTP://a.example/", "HTTP://a.example/"),
            ("https://a.example/\"><script>", "https://a.example/%22%3E%3Cscript%3E"),
            ("https://a.example/a|b)c(d", "https://a.example/a%7Cb%29c%28d"),
            ("https://a.example/조약", "https://a.example/%EC%A1%B0%EC%95%BD"),
        ])
    func encoded(address: String, expected: String) {
        #expect(WebLink(address)?.text == expected)
    }

    @Test("The host is for readers")
    func host() {
        #expect(WebLink("https://www.a.example/x")?.host == "a.example")
    }
}
