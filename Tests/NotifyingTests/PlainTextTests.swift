import Notifying
import Testing

@Suite("Plain text")
struct PlainTextTests {
    @Test(
        "One clean line, whatever comes",
        arguments: [
            ("Treaty signed", "Treaty signed"),
            ("", ""),
            ("  two   spaces ", "two spaces"),
            ("line\r\none\u{2028}two\u{2029}three\u{85}four", "line one two three four"),
            ("tab\tbed", "tab bed"),
            ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"),
            ("\u{9B}2Jgone", "2Jgone"),
            ("bell\u{7}, delete\u{7F}, nul\u{0}", "bell, delete, nul"),
            ("abc\u{202E}fed\u{202C}", "abcfed"),
            ("\u{2066}isolate\u{2069}", "isolate"),
            ("\u{FEFF}mark", "mark"),
            ("tag\u{E0041}\u{E007F}", "tag"),
            ("no\u{FFFE}character", "nocharacter"),
            ("조약　체결", "조약 체결"),
            ("עברית\u{200F}!", "עברית\u{200F}!"),
            ("👨‍👩‍👧", "👨‍👩‍👧"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ])
    func line(text: String, expected: String) {
        #expect(PlainText.line(text) == expected)
    }

    @Test("Lines are split at every kind of break and cleaned")
    func lines() {
        #expect(PlainText.lines("a\n\n b \u{2028}\u{7}\r\nc") == ["a", "b", "c"])
    }

    @Test("A part keeps the spaces at its ends")
    func part() {
        #expect(PlainText.part(" a\tb\u{1B}\r\n") == " a b\n\n")
    }
}
