import Comparing
import Foundation
import NewsModel
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
    @Test(
        "Stored hashes never change",
        arguments: [
            ("", 14_714_814_967_731_682_189), ("a", 15_792_358_070_876_016_749),
            ("The treaty entered into force on 4 December.", 9_002_613_074_325_331_517),
        ] as [(String, UInt64)])
    func stable(text: String, expected: UInt64) {
        #expect(Fingerprint.of(text.utf8) == expected)
        #expect(Fingerprint.of(text) == expected)
    }

    @Test("Nor do those of any length")
    func stableLengths() {
        let hashes = (0...80).map { length in Fingerprint.of((0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }) }
        #expect(hashes.reduce(0) { $0 &* 31 &+ $1 } == 10_236_352_165_730_699_985 as UInt64)
    }

    @Test("The way in which bytes arrive makes no difference")
    func sequences() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(Fingerprint.of(bytes) == Fingerprint.of(Data(bytes)))
        #expect(Fingerprint.of(bytes) == Fingerprint.of(AnySequence(bytes)))
        #expect(Fingerprint.of(bytes[100..<500]) == Fingerprint.of(Array(bytes[100..<500])))
    }

    @Test("Every byte and every length counts")
    func sensitive() {
        var hashes: Set<UInt64> = []
        for length in 0...80 {
            let zeros = [UInt8](repeating: 0, count: length)
            hashes.insert(Fingerprint.of(zeros))
            for index in zeros.indices {
                var changed = zeros
                changed[index] = 1
                hashes.insert(Fingerprint.of(changed))
            }
        }
        #expect(hashes.count == 81 + (1...80).reduce(0, +))
    }

    @Test("Each field of an entry counts, and none runs into its neighbour")
    func entries() {
        var entry = ParsedEntry()
        entry.title = "Talks begin"
        let changes: [(inout ParsedEntry) -> Void] = [
            { $0.id = "1" }, { $0.url = "1" }, { $0.title = nil }, { $0.title = "Talks" }, { $0.summaryHTML = "1" },
            { $0.contentHTML = "1" }, { $0.published = Date(timeIntervalSince1970: 0) },
            { $0.modified = Date(timeIntervalSince1970: 0) }, { $0.authors = ["1"] }, { $0.categories = ["1"] },
            { $0.authors = ["1", ""] }, { $0.language = "1" }, { $0.externalURL = "1" },
            { $0.enclosures = [Enclosure(url: "1")] }, { $0.enclosures = [Enclosure(length: 1)] },
        ]
        var hashes: Set<UInt64> = [Fingerprint.of(entry: entry)]
        for change in changes {
            var changed = entry
            change(&changed)
            hashes.insert(Fingerprint.of(entry: changed))
        }
        #expect(hashes.count == changes.count + 1)
        let copy = entry
        #expect(Fingerprint.of(entry: copy) == Fingerprint.of(entry: entry))
    }
}

@Suite("Fingerprints of words")
struct WordFingerprintTests {
    @Test(
        "White space, punctuation, case, counters and the time ago are no words",
        arguments: [
            ("The vote was “historic,” he said.", "The  vote was \"historic\", he said"),
            ("It’s Kim’s decision", "It's Kim's decision"),
            ("He sent 3,000 men", "He sent 3000 men"),
            ("Talks begin. Updated 3 min ago", "Talks begin. Updated 17 minutes ago"),
            ("2 hours ago\nTalks begin", "3 hours ago\nTalks begin"),
            ("Talks begin\n1,204 views", "Talks begin\n1,377 views"),
            ("Talks begin\n1,204 views · 3 comments", "Talks begin\n1,377 views · 12 comments"),
            ("Updated 14:32 GMT, 19 June 2024\nTalks begin", "Updated 16:05 GMT, 20 June 2024\nTalks begin"),
            ("회담 시작\n3분 전", "회담 시작\n5시간 전"),
            ("회담 시작\n조회수 1,204", "회담 시작\n조회수 2,311"),
            ("최종수정 2024.06.19 오후 2:32\n회담 시작", "최종수정 2024.06.20 오전 9:01\n회담 시작"),
            ("Переговоры начались\nОбновлено 5 минут назад", "Переговоры начались\nобновлено 2 часа назад"),
            ("Переговоры начались\nПросмотров: 87", "Переговоры начались\nПросмотров: 91"),
            ("会谈开始\n3小时前更新", "会谈开始\n5小时前更新"),
            ("会谈开始\n阅读 1204", "会谈开始\n阅读 1377"),
            ("会談始まる\n5分前", "会談始まる\n15分前"),
            ("Empieza la cumbre. Actualizado hace 5 minutos", "Empieza la cumbre. Actualizado hace 2 horas"),
            ("بدأت المحادثات\nمنذ 5 دقائق", "بدأت المحادثات\nمنذ 3 ساعات"),
            ("مُحَادَثَات", "محادثات"),
            ("ＫＣＮＡ １２", "KCNA 12"),
            ("e\u{301}tat", "\u{E9}tat"),
            ("U.S. and U.K. troops", "US and UK troops"),
        ])
    func same(first: String, second: String) {
        let (old, new) = (ArticleText(title: "T", body: first), ArticleText(title: "T", body: second))
        #expect(Fingerprint.of(words: old) == Fingerprint.of(words: new))
        #expect(RevisionComparison.kinds(from: old, to: new) == [])
    }

    @Test(
        "News that only looks like a counter counts",
        arguments: [
            ("Casualties stand at 4,700", "Casualties stand at 4,900"),
            ("The plan drew 300 comments from members", "The plan drew 400 comments from members"),
            ("The company posted 30 percent growth", "The company posted 31 percent growth"),
            ("푸틴은 25일 전국에 연설했다", "푸틴은 26일 전국에 연설했다"),
            ("普京3日前往平壤", "普京5日前往平壤"),
            ("The price was 12.5", "The price was 125"),
            ("Moscow", "Minsk"),
        ])
    func different(first: String, second: String) {
        let (old, new) = (ArticleText(title: "T", body: first), ArticleText(title: "T", body: second))
        #expect(Fingerprint.of(words: old) != Fingerprint.of(words: new))
        #expect(RevisionComparison.kinds(from: old, to: new) != [])
    }

    @Test("A word that moves to another field is a change")
    func fields() {
        let first = ArticleText(title: "Talks begin", summary: "", body: "Today")
        let second = ArticleText(title: "Talks", summary: "begin", body: "Today")
        #expect(Fingerprint.of(words: first) != Fingerprint.of(words: second))
    }
}
