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

    @Test(
        "Lists as they are found",
        arguments: [
            // Commented out.
            "<opml><body><!-- <outline xmlUrl='https://a.example/'/> --><outline text='B' xmlUrl='https://b.example/'/></body></opml>",
            // A title in a tag that is never closed, and one that closes nothing.
            "<opml></outline><body><outline text='B' xmlUrl='https://b.example/'>",
            // An ampersand that begins no reference, an attribute without quotes, one that stands twice.
            "<OPML><Outline text='B' htmlurl=' &' xmlUrl=https://b.example/ text='C'/></OPML>",
            // Texts that the list itself declares.
            "<?xml version='1.0'?><!DOCTYPE opml [<!ENTITY b 'B'>]><opml><outline text='&b;' xmlUrl='https://b.example/'/></opml>",
        ])
    func asFound(list: String) {
        let outlines = OPML.outlines(in: Array(list.utf8))
        #expect(outlines?.map(\.title) == ["B"])
        #expect(outlines?.map(\.url) == ["https://b.example/"])
        #expect(outlines?.map(\.group) == [nil])
    }

    @Test("A list in an encoding of its own")
    func encoding() {
        let list =
            "<?xml version='1.0' encoding='windows-1251'?><opml><outline text='#' xmlUrl='https://b.example/'/></opml>"
        let bytes = list.utf8.flatMap { $0 == UInt8(ascii: "#") ? [0xCC, 0xE8, 0xF0] : [$0] }
        #expect(OPML.outlines(in: bytes)?.map(\.title) == ["Мир"])
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
