import NewsModel
import StrictYAML
import Testing

@testable import Classifying

/// A topic on a bridge between two towns, small enough to be read whole.
enum TopicFixture {
    static let text = """
        # A comment that stays.
        name: bridge
        version: 3
        concepts:
          ada: { gloss: Ada, forms: { en: [Ada], ru: [Ад~] } }
          bel: { gloss: Bel, forms: { en: [Bel] } }
          river: { gloss: the river, any: [ada, bel] }
          bridge:
            gloss: bridge
            forms:
              en: [bridge, bridges]
              ru: [мост~]
          opening: { gloss: opening, forms: { en: [open~] } }
        decoys:
          tooth: { gloss: dentistry, forms: { en: [dental bridge] } }
        relevance:
          features:
            towns: { says: both towns in the lead, window: lead, all: [ada, bel] }
            bridge_in_lead: { window: lead, all: [bridge, river] }
            bridges: { window: sentence, all: [bridge], times: 2 }
            dentist: { window: article, all: [tooth], against: true }

          # Written by 'newswatch topic fit'; a weight adds to the log odds of being on topic.
          baseline: -3.0
          weights:
            towns: 2.0
            bridge_in_lead: 2.0
            bridges: 1.0
            dentist: -2.0
          thresholds:
            on_topic: 0.5
            related: 0.1
        # Of the tags.
        tags:
          opened:
            name: Opened
            when: { window: sentence, all: [bridge, opening] }
            unless: { window: title, all: [tooth] }
          far:
            name: Far from home
            when:
              - { window: article, all: [bridge], none: [river] }
        examples:
          on_topic:
            - { title: Ada and Bel build a bridge, lead: It opens soon., tags: [] }
          off_topic:
            - A dental bridge
        """

    static func topic(_ text: String = text) throws -> Topic {
        let log = ProblemLog()
        let topic = Topic.read(text, file: "bridge.yaml", log: log)
        #expect(log.problems.map(\.description) == [])
        return try #require(topic)
    }

    static func problems(_ text: String) -> [String] {
        let log = ProblemLog()
        let topic = Topic.read(text, file: "bridge.yaml", log: log)
        #expect((topic == nil) == !log.problems.isEmpty)
        return log.problems.map(\.description)
    }
}
