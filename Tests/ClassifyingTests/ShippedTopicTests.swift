import Foundation
import NewsModel
import StrictYAML
import Testing

@testable import Classifying

@Suite("Shipped topics")
struct ShippedTopicTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "config/topics")

    private func topic(_ name: String) throws -> Topic {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
        let log = ProblemLog()
        let topic = Topic.read(text, file: "\(name).yaml", log: log)
        #expect(log.problems.map(\.description) == [])
        return try #require(topic)
    }

    @Test("Topics judge their own examples as they say", arguments: ["russia-dprk-treaty", "russia-iran-treaty"])
    func examples(_ name: String) throws {
        let topic = try topic(name)
        #expect(topic.exampleProblems().map(\.description) == [])
        #expect(topic.examples.count >= 15)
    }

    @Test(
        "Another topic needs no change of the program",
        arguments: [
            ("Tehran and Moscow put their names to a partnership treaty", .offTopic, .onTopic),
            ("Pyongyang and Moscow put their names to a partnership treaty", .onTopic, .offTopic),
            ("Iranian drones reach Moscow", .offTopic, .related),
        ] as [(String, Relevance, Relevance)])
    func twoTopics(_ title: String, _ first: Relevance, _ second: Relevance) throws {
        let text = ArticleText(title: title)
        #expect(Classifier(topic: try topic("russia-dprk-treaty")).verdict(for: text).relevance == first)
        #expect(Classifier(topic: try topic("russia-iran-treaty")).verdict(for: text).relevance == second)
    }

    @Test("The shipped topic has the tags that scripts rely on")
    func tags() throws {
        let expected = """
            mutual_defence signing_visit ratification sanctions arms_transfer troop_deployment military_technology \
            economy_trade transport_bridge health_science_education reaction_us reaction_south_korea reaction_japan \
            reaction_china reaction_eu_nato reaction_ukraine reaction_india_others history_1961_2000 \
            weapons_to_ukraine_by_seoul
            """
        #expect(
            try topic("russia-dprk-treaty").tags.map(\.key).sorted()
                == expected.split(separator: " ").map(String.init).sorted())
    }
}
