import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Words for readers")
struct WordsTests {
    @Test(
        "Segments of a diff are joined as their script wants it",
        arguments: [
            (["Treaty", "signed"], "Treatysigned"),
            (["Treaty ", "signed"], "Treaty signed"),
            (["Treaty", " signed"], "Treaty signed"),
            (["Treaty", ", signed"], "Treaty, signed"),
            (["露朝条約に", "「懸念」"], "露朝条約に「懸念」"),
            (["조약을 ", "비", "준"], "조약을 비준"),
            (["a", "", " ", "b"], "a b"),
        ])
    func diff(texts: [String], expected: String) {
        let pieces = DiffText.pieces(texts.map { DiffSegment(.same, $0) }, limit: 100)
        #expect(pieces.map { ($0.needsSpace ? " " : "") + $0.text }.joined() == expected)
    }

    @Test("A diff is cut at its limit")
    func longDiff() {
        let pieces = DiffText.pieces(Array(repeating: DiffSegment(.added, "word"), count: 100), limit: 18)
        #expect(pieces.map(\.text) == ["word", "word", "word", "word", "w…"])
    }

    @Test("Evidence is told once a concept, with the English name where the words are foreign")
    func evidence() {
        func piece(_ concept: String, _ gloss: String, _ text: String) -> Evidence {
            Evidence(concept: concept, gloss: gloss, text: text, field: .title, offset: 0)
        }
        let reasons = EvidenceText.reasons([
            piece("treaty", "treaty", "조약"), piece("treaty", "treaty", "협정"), piece("treaty", "treaty", "조약"),
            piece("article_4", "Article 4", "article 4"), piece("x", "", "y"),
        ])
        #expect(reasons == ["treaty: “조약”, “협정”", "“article 4”", "x: “y”"])
    }

    @Test(
        "Times are the reader's",
        arguments: [
            ("UTC", "Sat 21 Nov 2026, 12:00", "UTC"),
            ("Asia/Seoul", "Sat 21 Nov 2026, 21:00", "Asia/Seoul (UTC+9)"),
            ("America/St_Johns", "Sat 21 Nov 2026, 08:30", "America/St_Johns (UTC−3:30)"),
            ("Pacific/Auckland", "Sun 22 Nov 2026, 01:00", "Pacific/Auckland (UTC+13)"),
        ])
    func clock(zone: String, time: String, name: String) throws {
        let clock = ReaderClock(timeZone: try #require(TimeZone(identifier: zone)))
        #expect(clock.full(SampleMaterial.to) == time)
        #expect(clock.zoneName(at: SampleMaterial.to) == name)
    }

    @Test("The day is told only when it is another one")
    func briefTimes() {
        let clock = ReaderClock(timeZone: .gmt)
        #expect(clock.brief(SampleMaterial.to.addingTimeInterval(-3600), near: SampleMaterial.to) == "11:00")
        #expect(clock.brief(SampleMaterial.from, near: SampleMaterial.to) == "20 Nov, 12:00")
        #expect(clock.brief(.distantPast, near: SampleMaterial.to) == "1 Jan 1583, 00:00")
    }

    @Test(
        "Machine times are RFC 3339, for any date that a feed can claim",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_262_400.9, "2026-11-21T12:00:00Z"), (1e300, "9999-12-31T23:59:59Z"),
            (-1e300, "1583-01-01T00:00:00Z"), (.nan, "1970-01-01T00:00:00Z"), (.infinity, "9999-12-31T23:59:59Z"),
        ])
    func machineTimes(seconds: Double, expected: String) {
        #expect(Timestamp.machine(Date(timeIntervalSince1970: seconds)) == expected)
    }

    @Test(
        "Language tags are checked before they reach a page",
        arguments: [
            ("ko", "ko", false, "Korean"), ("zh_Hans", "zh-Hans", false, "Chinese"), ("AR-eg", "AR-eg", true, "Arabic"),
            ("uz-Arab", "uz-Arab", false, "Uzbek"), ("fa", "fa", true, "Persian"),
        ])
    func languages(given: String, text: String, isRightToLeft: Bool, name: String) throws {
        let tag = try #require(LanguageTag(given))
        #expect(tag.text == text)
        #expect(tag.isRightToLeft == isRightToLeft)
        #expect(tag.englishName == name)
    }

    @Test(
        "What is no language tag is none",
        arguments: ["", "x", "\"><b>", "en us", "e1", "korean-", "en-toolongsubtag1"])
    func noLanguages(given: String) {
        #expect(LanguageTag(given) == nil)
    }

    @Test(
        "Scores have two digits",
        arguments: [(0.97, "0.97"), (1, "1.00"), (0.005, "0.01"), (-0.25, "−0.25"), (.nan, "–"), (1e300, "–")])
    func scores(score: Double, expected: String) {
        #expect(Score.text(score) == expected)
    }
}
