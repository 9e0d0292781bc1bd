import StrictYAML
import Testing

@testable import Classifying

@Suite("Reading a topic file")
struct TopicReadingTests {
    @Test("A good file is read whole")
    func good() throws {
        let topic = try TopicFixture.topic()
        #expect(topic.label == "bridge/3")
        #expect(topic.tags.map(\.key) == ["opened", "far"])
        #expect(topic.tags.map(\.name) == ["Opened", "Far from home"])
    }

    @Test(
        "Every mistake is reported where it stands, with advice",
        arguments: [
            (
                "any: [ada, bel]", "any: [ada, bell]",
                "bridge.yaml:7:41: error: there is no concept 'bell'; did you mean 'bel'?"
            ),
            (
                "window: lead, all: [ada, bel]", "windw: lead, all: [ada, bel]",
                "unknown key 'windw'; did you mean 'window'?"
            ),
            (
                "window: lead, all: [ada, bel]", "window: led, all: [ada, bel]",
                "'led' is none of title, lead, sentence, paragraph, article"
            ),
            ("all: [bridge, river] }", "all: [] }", "neither 'all' nor 'none' names a concept"),
            ("bridges: 1.0", "bridgs: 1.0", "unknown key 'bridgs'; did you mean 'bridges'?"),
            ("related: 0.1", "related: 0.9", "the thresholds are out of order"),
            ("ru: [мост~]", "ru: ['~']", "'~' has no letter to look for"),
            ("tags: [] }", "tags: [opend] }", "there is no tag 'opend'; did you mean 'opened'?"),
            ("version: 3", "version: three", "expected a whole number here"),
            ("name: bridge", "nam: bridge", "the key 'name' is missing"),
            ("gloss: Bel, forms: { en: [Bel] }", "gloss: Bel", "the concept 'bel' has neither 'forms' nor 'any'"),
            ("times: 2", "times: 0", "expected a whole number here"),
            ("times: 2", "times: 2, weight: 1", "the feature 'bridges' has a weight of its own; drop one of the two"),
            ("times: 2", "times: 2, weight: -1", "the weight of 'bridges' has the wrong sign; write a positive one"),
            ("against: true", "against: true, weight: 1", "the weight of 'dentist' has the wrong sign"),
        ] as [(String, String, String)])
    func bad(_ good: String, _ bad: String, _ expected: String) throws {
        let text = TopicFixture.text.replacing(good, with: bad)
        try #require(text != TopicFixture.text)
        let problems = TopicFixture.problems(text)
        #expect(problems.contains { $0.contains(expected) }, "\(problems)")
    }

    @Test("A file that is no YAML is one problem")
    func syntax() { #expect(TopicFixture.problems("name: [").count == 1) }

    @Test("Examples that the topic gets wrong are reported with their line")
    func examples() throws {
        #expect(try TopicFixture.topic().exampleProblems() == [])
        let wrong = TopicFixture.text
            .replacing("- A dental bridge", with: "- Ada and Bel")
            .replacing("tags: [] }", with: "tags: [opened] }")
        let problems = try TopicFixture.topic(wrong).exampleProblems().map(\.description)
        #expect(problems.count == 2)
        #expect(problems.first?.contains("this example gets the tags [], not [opened]") == true)
        #expect(problems.last?.hasPrefix("bridge.yaml:47:7: error: this example is related") == true, "\(problems)")
    }
}
