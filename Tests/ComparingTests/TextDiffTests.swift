import Comparing
import NewsModel
import Testing

@Suite("Word diff")
struct TextDiffTests {
    @Test(
        "Words added and removed",
        arguments: [
            ("", "", []),
            ("a b", "a b", [DiffSegment(.same, "a b")]),
            ("", "new", [DiffSegment(.added, "new")]),
            ("old", "", [DiffSegment(.removed, "old")]),
            (
                "sent 3,000 troops", "sent 4,000 troops",
                [
                    DiffSegment(.same, "sent "), DiffSegment(.removed, "3,000 "), DiffSegment(.added, "4,000 "),
                    DiffSegment(.same, "troops"),
                ]
            ),
            (
                "普京抵达平壤", "普京今天抵达平壤",
                [DiffSegment(.same, "普京"), DiffSegment(.added, "今天"), DiffSegment(.same, "抵达平壤")]
            ),
        ] as [(String, String, [DiffSegment])])
    func segments(old: String, new: String, expected: [DiffSegment]) {
        #expect(TextDiff.words(from: old, to: new) == expected)
    }

    @Test("What is same and added, joined, is the new text")
    func roundTrip() {
        var generator = SplitMix(state: 7)
        for _ in 0..<500 {
            let old = generator.text()
            let new = generator.text()
            let segments = TextDiff.words(from: old, to: new)
            #expect(segments.filter { $0.kind != .removed }.map(\.text).joined() == new)
        }
    }

    @Test("Long runs are cut to their ends next to a change")
    func shortened() {
        let segments = [
            DiffSegment(.same, "0123456789"), DiffSegment(.added, "x"), DiffSegment(.same, "0123456789"),
            DiffSegment(.removed, "y"), DiffSegment(.same, "0123"),
        ]
        #expect(
            TextDiff.shortened(segments, context: 3).map(\.text) == ["…789", "x", "012…789", "y", "0123"])
    }

    @Test(
        "A long run is cut between words, and unspaced scripts at the character",
        arguments: [
            ("alpha beta gamma delta", 8, "alpha …"), ("조약의 제사조는 상호 원조를 규정한다", 6, "조약의 …"),
            ("全面战略伙伴关系条约第四条", 4, "全面战略…"),
        ])
    func shortenedBetweenWords(text: String, context: Int, expected: String) {
        let segments = [DiffSegment(.added, "x"), DiffSegment(.same, text)]
        #expect(TextDiff.shortened(segments, context: context).map(\.text) == ["x", expected])
    }
}

/// A small repeatable source of numbers.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func text() -> String {
        let pieces = ["a", "b", "c", " ", "\n", ",", "条", "约", "조약", "é", "e\u{301}", "👩‍👩‍👧"]
        return (0..<Int.random(in: 0...30, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }
}
