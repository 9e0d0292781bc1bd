import NewsModel
import Testing

@testable import Classifying

@Suite("Fitting")
struct FittingTests {
    private let labels = [
        ("Ada and Bel agree on a bridge", Relevance.onTopic), ("A bridge from Ada to Bel", .onTopic),
        ("Bel and Ada: bridge opens", .onTopic), ("Ada meets Bel", .related), ("Bel writes to Ada", .related),
        ("Ada alone", .offTopic), ("A bridge in Rome", .offTopic), ("Nothing at all", .offTopic),
        ("Ada and Bel visit a dental bridge clinic", .related),
    ].enumerated().map { LabelledArticle(id: "\($0)", text: ArticleText(title: $1.0, language: "en"), relevance: $1.1) }

    @Test("The weights that are learned explain the labels")
    func explains() throws {
        let topic = try TopicFixture.topic().fitted(to: labels)
        let classifier = Classifier(topic: topic)
        for label in labels {
            #expect(classifier.verdict(for: label.text).relevance == label.relevance, "\(label.text.title)")
        }
        for (feature, weight) in zip(topic.features, topic.model.weights) {
            #expect(feature.isAgainst ? weight <= 0 : weight >= 0)
        }
    }

    @Test("Fitting twice gives the same weights")
    func repeatable() throws {
        let topic = try TopicFixture.topic()
        #expect(topic.fitted(to: labels).model == topic.fitted(to: labels).model)
        #expect(topic.fitted(to: labels).fitted(to: labels).model == topic.fitted(to: labels).model)
    }

    @Test("A regression finds the odds that the samples have")
    func regression() {
        // Without ridge, one feature: 3 of 4 on topic with it, 1 of 4 without, and nothing between.
        let samples =
            [2, 2, 2, 0].map { OrdinalRegression.Sample(rank: $0, values: [1]) }
            + [2, 0, 0, 0].map { OrdinalRegression.Sample(rank: $0, values: [0]) }
        var regression = OrdinalRegression(ranges: [-100...100])
        regression.ridge = 1e-9
        let solution = regression.fit(samples, sweeps: 5000)
        #expect(abs(solution.weights[0] - 2.197) < 0.05)  // ln 9
        #expect(solution.onTopicShift < solution.relatedShift)
    }

    @Test("No labels leave finite weights")
    func empty() throws {
        let solution = OrdinalRegression(ranges: [0...100, -100...0]).fit([])
        #expect(solution.weights == [0, 0])
        #expect(solution.onTopicShift.isFinite && solution.relatedShift.isFinite)
    }

    @Test("Cross-validation judges every label once")
    func folds() throws {
        let assessment = try TopicFixture.topic().crossValidated(on: labels, folds: 3)
        #expect(assessment.articles == labels.count)
        #expect(assessment.languages.keys.sorted() == ["en"])
    }

    @Test("A weight that was set by hand stays, and the others are learned beside it")
    func fixed() throws {
        let text = TopicFixture.text.replacing("times: 2 }", with: "times: 2, weight: 0.5 }")
            .replacing("bridges: 1.0", with: "")
        let topic = try TopicFixture.topic(text)
        #expect(topic.model.weights == [2, 2, 0.5, -2])
        let fitted = topic.fitted(to: labels)
        #expect(fitted.model.weights[2] == 0.5)
        #expect(fitted.model.weights[0] != 2)
        let classifier = Classifier(topic: fitted)
        for label in labels { #expect(classifier.verdict(for: label.text).relevance == label.relevance) }
        #expect(try TopicFixture.topic(fitted.rewritingWeights(in: text)).model == fitted.model)
    }

    @Test("Writing the weights leaves the rest of the file alone")
    func rewriting() throws {
        let topic = try TopicFixture.topic().fitted(to: labels)
        let text = topic.rewritingWeights(in: TopicFixture.text)
        let reread = try TopicFixture.topic(text)
        #expect(reread.model == topic.model)
        #expect(reread.rewritingWeights(in: text) == text)
        let isWeight = { (line: Substring) in
            line.contains(/^ +(baseline|towns|bridge_in_lead|bridges|dentist|on_topic|related): -?[0-9]/)
        }
        #expect(
            text.split(separator: "\n").filter { !isWeight($0) }
                == TopicFixture.text.split(separator: "\n").filter { !isWeight($0) })
    }

    @Test("A file without weights gets them, and weights of features that are no more go")
    func firstWeights() throws {
        let bare = Topic.removingWeights(from: TopicFixture.text)
        #expect(!bare.contains("baseline:"))
        #expect(bare.contains("# Of the tags."))
        let topic = try TopicFixture.topic(bare)
        #expect(topic.model.weights == [0, 0, 0, 0])
        #expect(
            try TopicFixture.topic(topic.fitted(to: labels).rewritingWeights(in: bare)).model.weights != [0, 0, 0, 0])
    }

    @Test("Figures are counted as they are defined")
    func figures() {
        var assessment = Assessment()
        func verdict(_ relevance: Relevance, _ tags: [String]) -> Verdict {
            Verdict(relevance: relevance, score: 0, threshold: 0.5, tags: tags, topic: "t/1")
        }
        func label(_ relevance: Relevance, _ tags: [String]) -> LabelledArticle {
            LabelledArticle(id: "", text: ArticleText(title: "", language: "ko"), relevance: relevance, tags: tags)
        }
        assessment.add(verdict(.onTopic, ["a", "b"]), for: label(.onTopic, ["a", "c"]))
        assessment.add(verdict(.onTopic, ["a"]), for: label(.related, []))
        assessment.add(verdict(.related, []), for: label(.onTopic, ["a"]))
        #expect(assessment.accuracy == 1.0 / 3)
        #expect(assessment.onTopic.f1 == 0.5)
        #expect(assessment.languages["ko"]?.onTopic.precision == 0.5)
        #expect(assessment.confusion[Assessment.Pair(label: .related, verdict: .onTopic)] == 1)
        #expect(assessment.languages["ko"]?.accuracy == 1.0 / 3)
        #expect(assessment.mistakes.map(\.missedTags) == [["c"], [], ["a"]])
        #expect(assessment.mistakes.map(\.wrongTags) == [["b"], [], []])
        #expect(assessment.allTags == Assessment.Tally(hits: 1, alarms: 1, misses: 2))
    }
}
