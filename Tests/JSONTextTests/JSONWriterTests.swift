import Foundation
import Testing

@testable import JSONText

@Suite("JSON is written as it is walked")
struct JSONWriterTests {
    @Test(
        "Strings survive a strict reader",
        arguments: [
            "", "plain", "quote \" and \\ backslash", "line\nfeed\r\ttab", "\u{0}\u{1}\u{1F}\u{7F}", "한국어 — русский 中文",
            "👩‍👩‍👧",
            "\u{2028}\u{2029}", "</script>",
        ])
    func strings(text: String) throws {
        var writer = JSONWriter()
        writer.object { $0.member("text", text) }
        let read = try JSONDecoder().decode([String: String].self, from: Data(writer.bytes))
        #expect(read == ["text": text])
    }

    @Test("Commas stand between values and nowhere else")
    func structure() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", 1)
            writer.member("none", nil as String?)
            writer.member("list", ["x", "y"])
            writer.member("empty", [])
            writer.member(
                "inner",
                object: { writer in
                    writer.member("yes", true)
                    writer.member("half", 0.5)
                })
            writer.member(
                "rows",
                array: { writer in
                    writer.object { $0.member("n", 1) }
                    writer.object { _ in }
                })
        }
        writer.endLine()
        writer.number(7)
        #expect(
            writer.text == """
                {"a":1,"none":null,"list":["x","y"],"empty":[],"inner":{"yes":true,"half":0.5},"rows":[{"n":1},{}]}
                7
                """)
    }

    @Test("A number that JSON cannot say is null", arguments: [Double.nan, .infinity, -.infinity])
    func numbers(value: Double) {
        var writer = JSONWriter()
        writer.number(value)
        #expect(writer.text == "null")
    }
}
