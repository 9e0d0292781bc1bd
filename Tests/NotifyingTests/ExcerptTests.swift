import Testing

@testable import Notifying

@Suite("Excerpts")
struct ExcerptTests {
    @Test(
        "A text that fits is whole; one that does not ends between words, or in one that is too long",
        arguments: [
            ("short", 5, "short"),
            ("shorter", 6, "short…"),
            ("the treaty entered into force", 20, "the treaty entered…"),
            ("포괄적전략적동반자관계조약", 5, "포괄적전…"),
            ("a" + " " + String(repeating: "b", count: 60), 40, "a " + String(repeating: "b", count: 37) + "…"),
            ("anything", 0, ""),
            ("anything", 1, "…"),
            ("", 0, ""),
        ])
    func cuts(text: String, limit: Int, expected: String) {
        #expect(Excerpt.of(text, limit: limit) == expected)
    }

    @Test("A character with an accent on it is escaped all the same")
    func accented() {
        #expect(
            Markup.line("\"\u{301} onclick='\u{301}x'<\u{301}&\u{301}")
                == "&quot;\u{301} onclick=&#39;\u{301}x&#39;&lt;\u{301}&amp;\u{301}")
    }

    @Test("Every limit and measure is kept, and no character or escape is ever split", arguments: 0...60)
    func neverSplits(limit: Int) {
        let text = "A & B <tag> 👨‍👩‍👧‍👦 e\u{0301}\u{0302} 조약 \"quoted\" 🇰🇷🇷🇺 end"
        let measures: [(Excerpt.Measure, (String) -> Int)] = [
            (.scalars, { $0.unicodeScalars.count }), (.utf16, { $0.utf16.count }), (.bytes, { $0.utf8.count }),
        ]
        for (measure, count) in measures {
            let cut = Excerpt.of(text, limit: limit, by: measure, escaping: Markup.escape)
            #expect(count(cut) <= limit)
            let plain = cut.replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&quot;", with: "\"")
            let beginning = plain.hasSuffix("…") ? Array(plain.dropLast()) : Array(plain)
            #expect(beginning == Array(text.prefix(beginning.count)))
        }
    }
}
