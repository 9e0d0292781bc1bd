import Testing

@testable import Notifying

@Suite("Markdown text")
struct MarkdownTextTests {
    @Test(
        "What would be markup is escaped, and what would not is left to read",
        arguments: [
            ("U.S.-DPRK talks (day 2): 50% done, R&D next", "U.S.-DPRK talks (day 2): 50% done, R&D next"),
            ("*bold* _it_ `code` ~~s~~", "\\*bold\\* \\_it\\_ \\`code\\` \\~\\~s\\~\\~"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("![x](https://a.example/p.png)", "!\\[x\\](https\\://a.example/p.png)"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("&lt;b&gt; &#60; &; &x y;", "&lt\\;b&gt\\; &#60\\; &; &x y;"),
            ("see www.a.example", "see www\\.a.example"),
            ("@here a@b.example", "@\u{200B}here a@\u{200B}b.example"),
            ("# heading", "\\# heading"),
            ("- item", "\\- item"),
            ("1. first", "1\\. first"),
            ("1961 treaty", "1961 treaty"),
            ("> quote", "\\> quote"),
            ("=====", "\\====="),
            ("C#", "C\\#"),
            ("two\nlines", "two lines"),
            // An accent makes another character of it for readers, not for a parser.
            ("<\u{301}b> [\u{301}x]\u{301}", "\\<\u{301}b> \\[\u{301}x\\]\u{301}"),
        ])
    func escapes(text: String, expected: String) {
        #expect(MarkdownText.line(text) == expected)
    }

    @Test("A link needs an address that may be one")
    func links() {
        #expect(MarkdownText.link("a]b", to: WebLink("https://a.example/")) == "[a\\]b](https://a.example/)")
        #expect(MarkdownText.link("ab", to: WebLink("javascript:x")) == "ab")
        #expect(MarkdownText.link("", to: WebLink("https://a.example/")) == "[a.example](https://a.example/)")
    }
}
