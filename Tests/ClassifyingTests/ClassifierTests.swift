import NewsModel
import Testing

@testable import Classifying

@Suite("Classifier")
struct ClassifierTests {
    private func verdict(_ title: String, _ summary: String = "", _ body: String = "") throws -> Verdict {
        Classifier(topic: try TopicFixture.topic()).verdict(
            for: ArticleText(title: title, summary: summary, body: body))
    }

    private static let longSummary = String(repeating: "A line that says nothing of note. ", count: 20)

    @Test(
        "Relevance follows from where concepts meet",
        arguments: [
            ("Ada and Bel", "", "", .related), ("Ada and Bel", "A bridge for both.", "", .onTopic),
            // Without a summary the body's beginning is the lead.
            ("Ada and Bel", "", "A bridge for both.", .onTopic),
            // After a short one too; after a longer one it is not.
            ("Ada and Bel", "News.", "A bridge for both.", .onTopic),
            ("Ada and Bel", Self.longSummary, "A bridge for both.", .related),
            ("Nothing", "", "", .offTopic), ("", "", "", .offTopic), ("A bridge in Rome", "", "", .offTopic),
            ("Ada and Bel: dental bridge", "", "", .offTopic),
        ] as [(String, String, String, Relevance)])
    func relevance(_ title: String, _ summary: String, _ body: String, _ relevance: Relevance) throws {
        #expect(try verdict(title, summary, body).relevance == relevance)
    }

    @Test("The score is the logistic of the contributions' sum")
    func score() throws {
        let verdict = try verdict("Ada and Bel open a bridge", "", "The bridge is long.")
        #expect(
            verdict.contributions.map { "\($0.feature) \($0.value)" }
                == ["baseline -3.0", "towns 2.0", "bridge_in_lead 2.0", "bridges 1.0"])
        #expect(verdict.score == 0.880797)
        #expect(verdict.threshold == 0.5)
        #expect(verdict.topic == "bridge/3")
    }

    @Test("Counting stops at the number that the feature names")
    func times() throws {
        func counted(_ body: String) throws -> Double? {
            try verdict("", "Lead.", body).contributions.first { $0.feature == "bridges" }?.value
        }
        #expect(try counted("A bridge.") == 0.5)
        #expect(try counted("A bridge. The bridge there.") == 1)
        #expect(try counted("A bridge. The bridge there. Some bridge too.") == 1)
    }

    @Test("Evidence is the text as written, with its place in code points and its name in English")
    func evidence() throws {
        let verdict = try verdict("“Ада” и Bel", "", "Новый МОСТ\u{301} Ады")
        let found = verdict.evidence.map { "\($0.concept)|\($0.gloss)|\($0.text)|\($0.field.rawValue)|\($0.offset)" }
        #expect(
            found == [
                "ada|Ada|Ад|title|1", "bel|Bel|Bel|title|8", "bridge|bridge|МОСТ\u{301}|body|6", "ada|Ada|Ад|body|12",
            ])
        for evidence in verdict.evidence where evidence.field == .body {
            let scalars = Array("Новый МОСТ\u{301} Ады".unicodeScalars)
            let count = evidence.text.unicodeScalars.count
            #expect(Array(evidence.text.unicodeScalars) == Array(scalars[evidence.offset..<evidence.offset + count]))
        }
    }

    @Test(
        "Code points from the offset on are the match, whatever folds to more or fewer letters before it",
        arguments: ["ﬃ ﷺ ß ", "\u{AD}\u{200B}e\u{301} ", "한국\u{1100}\u{1161} ﾄﾞ ", "👩‍👩‍👧 𝔄 ", "１２．３ ½ …\n\n"])
    func offsets(_ before: String) throws {
        let body = "\(before)a BRI\u{AD}DGE \(before)"
        let evidence = try #require(try verdict("Ada and Bel", "", body).evidence.first { $0.field == .body })
        let scalars = Array(body.unicodeScalars)
        let match = Array(evidence.text.unicodeScalars)
        #expect(evidence.text == "BRI\u{AD}DGE")
        #expect(Array(scalars[evidence.offset..<evidence.offset + match.count]) == match)
    }

    @Test("Memory that is used again leaves no trace of the article before")
    func workspace() throws {
        let classifier = Classifier(topic: try TopicFixture.topic())
        let texts = [
            ArticleText(
                title: "Ada and Bel", summary: "A bridge opens.", body: String(repeating: "мост. ", count: 3000)),
            ArticleText(title: "Nothing"), ArticleText(title: "Ada and Bel: dental bridge"), ArticleText(title: ""),
            ArticleText(title: "Bel", body: "Ada.\nA bridge."),
        ]
        var workspace = Workspace()
        for text in texts + texts.reversed() {
            #expect(classifier.verdict(for: text, using: &workspace) == classifier.verdict(for: text))
        }
    }

    @Test("A decoy hides what it covers, and only that")
    func decoys() throws {
        let verdict = try verdict("Ada and Bel: dental bridge", "", "A stone bridge.")
        #expect(verdict.evidence.filter { $0.concept == "bridge" }.map(\.field) == [.body])
    }

    @Test(
        "Tags are raised by their conditions, in the file's order",
        arguments: [
            ("Ada and Bel open the bridge", ["opened"]), ("Ada and Bel open talks. A bridge comes later.", []),
            ("Ada and Bel open a dental bridge", []),
        ] as [(String, [String])])
    func tags(_ title: String, _ tags: [String]) throws {
        #expect(try verdict(title, "The bridge of Ada").tags == tags)
    }

    @Test("What is off topic gets no tag")
    func noTags() throws {
        #expect(try verdict("A bridge opens in Rome").tags == [])
    }

    @Test("Verdicts are the same on every thread")
    func threads() async throws {
        let classifier = Classifier(topic: try TopicFixture.topic())
        let text = ArticleText(title: "Ada and Bel", summary: "A bridge opens.")
        let expected = classifier.verdict(for: text)
        await withTaskGroup(of: Verdict.self) { group in
            for _ in 0..<32 { group.addTask { classifier.verdict(for: text) } }
            for await verdict in group { #expect(verdict == expected) }
        }
    }
}
