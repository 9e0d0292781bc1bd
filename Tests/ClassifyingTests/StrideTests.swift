import NewsModel
import Testing

@testable import Classifying

/// Texts are read many bytes at a time; where those end must make no difference.
@Suite("Strides")
struct StrideTests {
    private func matches(_ forms: [String], in text: String) throws -> [String] {
        matches(Matcher(concepts: [try forms.map { try #require(Form($0)) }]), in: text)
    }

    private func matches(_ matcher: Matcher, in text: String) -> [String] {
        var stream = SymbolStream()
        var (hits, arrivals): ([Matcher.Hit], [Automaton.Arrival]) = ([], [])
        return ArticleText(title: text).withBytes { bytes in
            stream.fill(with: bytes, matcher.table)
            matcher.find(in: stream, of: bytes, using: &arrivals, into: &hits)
            return hits.map { String(decoding: bytes[.title][stream.byteRange(of: $0)], as: UTF8.self) }
        }
    }

    @Test(
        "A form is found wherever it stands, and however much text follows it",
        arguments: [
            ("North Korea", "The old man, and  a sea of words without end. It is", " "),
            ("Kim 2", "One's I.D. cards/papers – “all” of them — a b c d e f g h i j k", "-"),
            ("договор", "Необыкновенное утро и я в 5 км от моря, а ты — нет", " "),
            ("Корея", "слово\u{AD}сочетания Ёлка\u{301} й, abc где-то ы", " Ё "),
            ("معاهدة", "كتب الولد في المدرسة، ثم ذهب إلى بيته مـــع أخيه", " وبال"),
            ("معاهدة", "و ب ل ك وال abc لل، في", " "),
            ("북한", "오늘 아침에 나는 a4 용지를 샀다. 그리고 집에 갔다", " "),
            ("조약", "\u{1112}\u{1161}\u{11AB} 글은 abc조 읽을 수 있다", " "),
            ("条约", "今天ABC早上我在家里看书。明天呢？三2一Привет", ""), ("条約", "ガカ\u{3099}ﾄﾞ今日a本を。読んだ", ""),
            ("Triều Tiên", "Đất nước đẹp vô cùng, nhưng Bác phải ra đi ở ư ạ", " "),
            ("Triều Tiên", "e\u{302}\u{301} ơ\u{323} tieng Viet", " “"),
        ] as [(String, String, String)])
    func edges(_ form: String, _ filler: String, _ joint: String) throws {
        let matcher = Matcher(concepts: [[try #require(Form(form))]])
        for before in 0...filler.unicodeScalars.count {
            for after in [0, 1, 2, 7, 8, 9, 15, 16, 17] {
                let text =
                    String(filler.unicodeScalars.prefix(before)) + joint + form
                    + String((" " + filler).unicodeScalars.prefix(after))
                #expect(matches(matcher, in: text) == [form], "\(before) before and \(after) behind")
            }
        }
    }

    @Test("Long words are read to their end", arguments: ["a", "ы", "ي", "조", "中", "ệ", "𐐨"])
    func longWords(_ letter: String) throws {
        func word(_ length: Int) -> String { String(repeating: letter, count: length) }
        let lengths = [1, 7, 8, 9, 15, 16, 17, 40]
        let matcher = Matcher(concepts: [try lengths.map { try #require(Form("_\(word($0))_")) }])
        for length in 1..<60 {
            #expect(
                matches(matcher, in: "x \(word(length)) x") == (lengths.contains(length) ? [word(length)] : []))
        }
    }

    @Test("A clitic that is a word of its own leaves the next word alone")
    func lonelyClitics() throws {
        #expect(try matches(["معاهدة", "upper house"], in: "و ال, upper house") == ["upper house"])
        #expect(try matches(["معاهدة", "=UN"], in: "لل UN والمعاهدة") == ["UN", "معاهدة"])
        #expect(try matches(["~اهدة", "معاهدة"], in: "وبالمعاهدة") == ["معاهدة", "اهدة"])
    }

    @Test("Words that begin alike, short and long, are told apart")
    func depths() {
        let words = ["a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefghi", "abcdefghij", "abcdefghijklm"]
        let matcher = Matcher(concepts: [words.compactMap { Form($0) }])
        for word in words { #expect(matches(matcher, in: "x \(word), y") == [word]) }
        for word in ["b", "abcdefg", "abcdefghijk", "abcdefghijklmn"] {
            #expect(matches(matcher, in: "x \(word), y") == [])
        }
    }

    @Test("Small letters are known without asking the standard library, and as it knows them")
    func smallLetters() {
        for value in 0..<UInt32(0x12000) {
            guard let scalar = Unicode.Scalar(value), value >= 0x80 else { continue }
            if SentenceEnd.isLowercase(value) != scalar.properties.isLowercase { Issue.record("U+\(value)") }
        }
    }

    @Test("A set of short words holds what was put into it and nothing else", arguments: 0..<20)
    func shortWords(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let letters = Array("abcdefgh")
        func word() -> String {
            String((0...random.next(below: 4)).prefix(4).map { _ in letters[random.next(below: letters.count)] })
        }
        let alphabet = Alphabet([])
        let words = Set((0..<random.next(below: 60)).map { _ in word() })
        let set = ShortWordSet(words.compactMap { ShortWord($0, alphabet) })
        for candidate in words.union((0..<300).map { _ in word() }) {
            #expect(ShortWord(candidate, alphabet).map(set.contains) == words.contains(candidate))
        }
    }
}
