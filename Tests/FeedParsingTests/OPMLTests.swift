import FeedParsing
import Testing

@Suite("Feed lists in and out")
struct OPMLTests {
    @Test("Groups, attributes in either case and nested outlines are read")
    func reading() {
        let list = """
            <?xml version="1.0"?><opml version="1.1"><head><title>x</title></head><body>
            <outline text="Korea"><outline text="A &amp; B" type="rss" xmlUrl="https://a.example/rss?x=1&amp;y=2" language="ko"/>
              <outline text="Inner"><outline title="C" text="c" xmlurl="https://c.example/"/></outline></outline>
            <outline text="Alone" xmlUrl="https://d.example/" htmlUrl="https://d.example/page"/>
            <outline text="Empty" xmlUrl=""/>
            </body></opml>
            """
        #expect(
            OPML.outlines(in: Array(list.utf8)) == [
                OPML.Outline(title: "A & B", url: "https://a.example/rss?x=1&y=2", language: "ko", group: "Korea"),
                OPML.Outline(title: "C", url: "https://c.example/", group: "Inner"),
                OPML.Outline(title: "Alone", url: "https://d.example/", homePageURL: "https://d.example/page"),
            ])
    }

    @Test("What is no list is told apart from an empty one")
    func noList() {
        #expect(OPML.outlines(in: Array("<rss/>".utf8)) == nil)
        #expect(OPML.outlines(in: Array("hello".utf8)) == nil)
        #expect(OPML.outlines(in: []) == nil)
        #expect(OPML.outlines(in: Array("<opml><body/></opml>".utf8)) == [])
    }

    @Test("What is written is read back, groups included")
    func roundTrip() {
        let outlines = [
            OPML.Outline(
                title: "Привет \"мир\"", url: "https://a.example/?a=1&b=<2>", language: "ru", group: "Россия & мир"),
            OPML.Outline(title: "한국", url: "https://b.example/", group: nil),
        ]
        let text = OPML.document(title: "newswatch", outlines)
        #expect(OPML.outlines(in: Array(text.utf8)) == outlines)
    }
}
