import FeedParsing
import NewsModel
import Testing

@Suite("Plain text")
struct PlainTextTests {
    @Test(
        "HTML becomes text",
        arguments: [
            ("<p>One</p><p>Two</p>", "One\nTwo"), ("One<br>two<br/><br/>three", "One\ntwo\nthree"),
            ("<b>Bold</b> and <i>it</i>alic", "Bold and italic"), ("a&nbsp;&amp;&nbsp;b &#8217; &eacute;", "a & b ’ é"),
            ("<ul><li>x</li><li>y</li></ul>z", "x\ny\nz"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
            ("  <p>\n many   spaces\t</p>  ", "many spaces"), ("<p>a</p>\n\n\n<p></p><p>b</p>", "a\nb"),
            ("soft&shy;hyphen <wbr>x", "softhyphen x"), ("<p>unclosed <b>bold <i>both", "unclosed bold both"),
            ("<![CDATA[<p>One</p>]]><p>two", "One\ntwo"), ("<![CDATA[plain]]>", "plain"),
            ("<!-- note -->seen<!-- note -->", "seen"), ("<p>조약 <b>체결</b></p>", "조약 체결"),
            ("&#146;tis &#x91;x", "’tis ‘x"),
        ])
    func html(html: String, text: String) {
        #expect(PlainText.text(html: html) == text)
    }

    @Test(
        "What is no reading matter is gone",
        arguments: [
            "<p>Read</p><script>var a = '<p>no</p>';</script>", "<style>p { color: red }</style><p>Read</p>",
            "<p>Read<img src='http://t.example/1.gif' width=1 height=1 alt='pixel'></p>",
            "<iframe src='x'>no frames</iframe>Read",
            "<p>Read</p><noscript><img src='t'></noscript>", "Read<svg><text>no</text></svg>",
            "<head><title>no</title></head>Read",
        ])
    func trackers(html: String) {
        #expect(PlainText.text(html: html) == "Read")
    }

    @Test(
        "Text without markup passes unharmed",
        arguments: [
            "a < b and c > d", "x<y, y<z", "if (a <1 && c> d) <3", "Plain", "", "5 &lt 6", "AT&T",
            "C++ <vector> of <T>",
            "R&D; Q&A", "<- see -> <-",
        ])
    func plain(text: String) {
        #expect(PlainText.text(html: text) == text)
    }

    @Test("Lines of plain text stay lines")
    func lines() {
        #expect(PlainText.text(html: "One\r\n\r\n  two  \nthree &amp; four") == "One\ntwo\nthree & four")
    }

    @Test(
        "A tag ends where a browser's does, and attributes, comments and scripts say nothing",
        arguments: [
            (#"a<b title="x > y">b</b>"#, "ab"), ("a<b title='<p>'>b</b>", "ab"), ("a<b title=x/>b</b>", "ab"),
            ("a<br/>b", "a\nb"), ("a<br class=x />b", "a\nb"), ("a<b\n\tid = 'x'\n>b</b>", "ab"), ("a<i b='c", "a"),
            ("a<b c=\"d>e</b>", "a"), ("a<b \"c\">b</b>", "ab"), ("a<!-- <p title='-->b", "ab"),
            ("a<!-- x --!>b<br>", "ab"), ("a<br><!-- b", "a"), ("a<!---->b<br>", "ab"),
            ("a<script>if (x < '<!--') y('</scripts>')</script>b", "ab"), ("a<STYLE>p > q { }</style >b", "ab"),
            ("a<script/>b", "ab"), ("a<br></p class='x'>b", "a\nb"), ("a<br></>b", "a\n>b"),
            ("<?xml version='1.0'?><p>a", "a"), ("a<br>x <_y> z", "a\nx <_y> z"), ("<br><<b c=d>e", "<e"),
        ])
    func tags(html: String, text: String) {
        #expect(PlainText.text(html: html) == text)
    }

    @Test("Words, spaces and what is neither, in any order")
    func characters() {
        let html =
            "<p>  one two  three\tfour\u{A0}five\u{AD}\u{7F}six \u{91}x\u{85} \n \u{AB}y\u{BB} <b> z </b>é \u{A0}"
        #expect(PlainText.text(html: html) == "one two three four fivesix ‘x… «y» z é")
    }

    @Test("Long texts come out whole")
    func long() {
        let html = (0..<5000).map {
            "<p>Paragraph <b>\($0)</b> &amp; <a href=\"http://n.example/\($0)\">link é</a></p>"
        }.joined()
        let text = (0..<5000).map { "Paragraph \($0) & link é" }.joined(separator: "\n")
        #expect(PlainText.text(html: html) == text)
    }

    @Test("Nesting without end gives the text all the same")
    func deep() {
        let html = String(repeating: "<div><a>", count: 20_000) + "end" + String(repeating: "</i>", count: 20_000)
        #expect(PlainText.text(html: html) == "end")
        #expect(PlainText.text(html: String(repeating: "<b>", count: 20_000) + "end") == "end")
    }
}
