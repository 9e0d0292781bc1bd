import NewsModel
import Testing

@testable import Notifying

@Suite("Verdict marks")
struct VerdictMarkTests {
    @Test("The line to fill in is the documented one")
    func line() {
        #expect(
            VerdictMark.line(for: ArticleID(rawValue: 42)) == "verdict: [ ] right [ ] wrong [ ] unsure (article 42)")
    }

    @Test(
        "Marks are read as people make them",
        arguments: [
            ("verdict: [x] right [ ] wrong [ ] unsure (article 42)", AnalystMark.right),
            ("  verdict: [ ] right [X] wrong [ ] unsure (article 42)  ", .wrong),
            ("verdict: [ ] right [ ] wrong [✓] unsure (article 42)", .unsure),
            ("verdict: [] right [ x ] wrong [ ] unsure (article 42) surely", .wrong),
            ("<p class=\"mark\">verdict: [x] right [ ] wrong [ ] unsure (article 42)</p>\r", .right),
        ])
    func read(line: String, expected: AnalystMark) {
        let read = VerdictMark.read("# Digest\n\n\(line)\n")
        #expect(read.marks == [VerdictMark(article: ArticleID(rawValue: 42), mark: expected)])
        #expect(read.ambiguousLines.isEmpty)
    }

    @Test(
        "What is no mark is none",
        arguments: [
            "verdict: [ ] right [ ] wrong [ ] unsure (article 42)", "verdict: [x] right [ ] wrong [ ] unsure",
            "verdict: [x] right (article )", "verdict: guilty (article 42)", "[x] right (article 42)",
            "### verdict: [x] right [ ] wrong [ ] unsure (article 42)",
            "<h3>verdict: [x] right [ ] wrong [ ] unsure (article 42)</h3>",
            "verdict: [x] right (article 99999999999999999999)", "verdict:", "",
        ])
    func unmarked(line: String) {
        #expect(VerdictMark.read(line) == ReadMarks())
    }

    @Test("Lines are told apart whatever ends them", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) {
        let lines = [
            "# Digest", "verdict: [x] right [ ] wrong [ ] unsure (article 1)", "",
            "verdict: [x] right [x] wrong [ ] unsure (article 2)",
            "verdict: [ ] right [x] wrong [ ] unsure (article 3)", "",
        ]
        let read = VerdictMark.read(lines.joined(separator: end))
        #expect(read.marks.map(\.article.rawValue) == [1, 3])
        #expect(read.marks.map(\.mark) == [.right, .wrong])
        #expect(read.ambiguousLines == [4])
    }

    @Test("No text of a feed can give a mark")
    func forged() {
        var material = SampleMaterial.rich
        let mark = "verdict: [x] right [ ] wrong [ ] unsure (article 42)"
        for index in material.stories.indices {
            for article in material.stories[index].articles.indices {
                material.stories[index].articles[article].text = ArticleText(title: mark, summary: "\n\(mark)\n")
                material.stories[index].articles[article].feed = "\n\(mark)"
            }
        }
        material.nearMisses[0].text.title = mark
        for digest in [
            MarkdownDigest.render(material, SampleMaterial.settings),
            HTMLDigest.render(material, SampleMaterial.settings),
        ] {
            #expect(VerdictMark.read(digest) == ReadMarks())
        }
    }

    @Test("Two ticks on a line are reported with its number")
    func ambiguous() {
        let read = VerdictMark.read("\n\nverdict: [x] right [x] wrong [ ] unsure (article 42)")
        #expect(read.marks.isEmpty)
        #expect(read.ambiguousLines == [3])
    }

    @Test("Every story and near miss of a digest can be marked, in Markdown and in HTML")
    func digest() {
        let expected = [41, 47, 44, 45, 48, 46, 49, 50, 51].map {
            VerdictMark(article: ArticleID(rawValue: $0), mark: .wrong)
        }
        for digest in [
            MarkdownDigest.render(SampleMaterial.rich, SampleMaterial.settings),
            HTMLDigest.render(SampleMaterial.rich, SampleMaterial.settings),
        ] {
            #expect(VerdictMark.read(digest) == ReadMarks())
            #expect(VerdictMark.read(digest.replacing("[ ] wrong", with: "[x] wrong")).marks == expected)
        }
    }
}
