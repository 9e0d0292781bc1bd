import Comparing
import NewsModel
import Testing

@Suite("Hostile texts")
struct HostileTextTests {
    /// Strings of scalars that are odd alone and odder together.
    private static func text(_ generator: inout SplitMix, scalars: Int) -> String {
        let odd: [Unicode.Scalar] = [
            "\u{0}", "\u{7F}", "\u{301}", "\u{200D}", "\u{FEFF}", "\u{202E}", "\u{FFFD}", "\u{10FFFF}", "\u{1F468}",
            "\u{1100}", "\u{1161}",
            "\u{FF76}", "\u{3099}", "\u{0E33}", "\u{05B0}", "\u{064B}", "\u{660}", "\u{2167}", "\r", "\n", " ", ".",
            ",", "-", "'", "…",
            "1", "0", "a", "Z", "ß", "İ", "ſ", "条", "가", "ア", "ก", "ж", "ا", "\u{1D7D8}", "½",
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<scalars {
            let other = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
            view.append(Bool.random(using: &generator) ? other ?? "x" : odd.randomElement(using: &generator) ?? "x")
        }
        return String(view)
    }

    @Test("Nothing traps, and the order of two texts does not matter")
    func random() {
        var generator = SplitMix(state: 11)
        for round in 0..<300 {
            let texts = (0..<3).map { _ in Self.text(&generator, scalars: round % 80) }
            let first = ArticleText(title: texts[0], summary: texts[1], body: texts[2])
            let second = ArticleText(title: texts[2], summary: texts[0], body: texts[1] + texts[2])
            #expect(
                CopyJudgement.isCopy(first, second, publishedApart: .zero)
                    == CopyJudgement.isCopy(second, first, publishedApart: .zero))
            #expect(RevisionComparison.kinds(from: first, to: first) == [])
            let isSame = Fingerprint.of(words: first) == Fingerprint.of(words: second)
            #expect(!isSame || RevisionComparison.kinds(from: first, to: second).isEmpty)
            let difference = TextDiff.words(from: texts[0], to: texts[1])
            #expect(difference.filter { $0.kind != .removed }.map(\.text).joined() == texts[1])
            _ = CanonicalURL("https://" + texts[0])
            _ = CanonicalURL("https://example.org/" + texts[1] + "?" + texts[2])
        }
    }

    @Test("Texts of many pieces come out whole, whatever they share", arguments: [0, 1, 10, 50, 100])
    func large(percentChanged: Int) {
        var generator = SplitMix(state: 3)
        let words = (0..<6000).map { _ in "w\(Int.random(in: 0..<3000, using: &generator))" }
        let changed = words.map { word in
            Int.random(in: 0..<100, using: &generator) < percentChanged
                ? "x\(Int.random(in: 0..<3000, using: &generator))" : word
        }
        let new = changed.joined(separator: " ")
        let difference = TextDiff.words(from: words.joined(separator: " "), to: new)
        #expect(difference.filter { $0.kind != .removed }.map(\.text).joined() == new)
        if percentChanged == 0 { #expect(difference.count == 1) }
        if percentChanged == 1 {
            let kept = difference.filter { $0.kind == .same }.reduce(0) { $0 + $1.text.utf8.count }
            #expect(kept * 10 > new.utf8.count * 9)
        }
    }

    @Test("Length is bounded where it costs")
    func long() {
        let long = String(repeating: "word ", count: 200_000)
        let text = ArticleText(title: long, summary: long, body: long)
        #expect((Sketch(text)?.bands.count ?? 0) <= Sketch.maximumBands)
        #expect(CopyJudgement.isCopy(text, text, publishedApart: nil))
        #expect(CanonicalURL("https://example.org/" + long) == nil)
        #expect(CanonicalURL("https://google.com" + String(repeating: "/amp/s/google.com", count: 200)) != nil)
    }
}
