import Foundation
import NewsModel
import Storing
import TestSupport
import Testing

@testable import Watching

@Suite("A topic edited after the articles came", .timeLimit(.minutes(1)))
struct ReclassificationTests {
    /// Takes what speaks of a rover for on topic, with a tag, instead of what speaks of a moon base.
    private static let edited = """
        name: moon-base
        version: 2
        concepts:
          rover: { gloss: rover, forms: { en: [rover] } }
          wheel: { gloss: wheel, forms: { en: [wheel] } }
        relevance:
          features:
            named: { says: names the rover, when: [{ window: article, all: [rover] }] }
          weights: { named: 8 }
          baseline: -4
          thresholds: { on_topic: 0.5, related: 0.3 }
        tags:
          wheels: { name: Wheels, when: [{ window: article, all: [wheel] }] }
        """

    private static let items = [
        TestWatch.Item(id: "1", title: "A moon base is planned"),
        TestWatch.Item(id: "2", title: "A rover lost its wheel"),
        TestWatch.Item(id: "3", title: "The fair opens early"),
    ]

    /// A watch that has read the articles and closed, and what the edited topic makes of its plan.
    private func withReadArticles(
        notify: String = "baseline: alert", _ body: (Plan) async throws -> Void
    ) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: TestWatch.rss(Self.items)) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()], notify: notify)
            #expect(try await test.watch.once(all: true).commits.newArticles == 3)
            try await test.watch.close()
            try Self.edited.write(to: folder.appendingPathComponent("topic.yaml"), atomically: true, encoding: .utf8)
            try await body(Plan.load(at: folder.appendingPathComponent("newswatch.yaml"), environment: [:]))
        }
    }

    private func changes(_ plan: Plan) async throws -> [Change] {
        try await NewsStore(directory: plan.settings.state, access: .reader)
            .changes(after: ChangeID(rawValue: 0), limit: 100)
    }

    private func compare(_ plan: Plan) async throws -> (VerdictDifferences, [String: VerdictDifference]) {
        let work = try Reclassification(plan: plan, access: .reader)
        var byTitle: [String: VerdictDifference] = [:]
        let differences = try await work.compare { byTitle[$0.article.text.title] = $0 }
        return (differences, byTitle)
    }

    @Test("The difference is told by article and in numbers, and a comparison changes nothing")
    func difference() async throws {
        try await withReadArticles { plan in
            let (differences, byTitle) = try await compare(plan)
            #expect(differences.judged == 3)
            #expect(differences.counts == [.nowOnTopic: 1, .noLongerOnTopic: 1])
            #expect(differences.unchanged == 1)
            let rover = try #require(byTitle["A rover lost its wheel"])
            #expect(rover.kind == .nowOnTopic)
            #expect((rover.article.relevance, rover.new.relevance) == (.offTopic, .onTopic))
            #expect(rover.tagsAdded == ["wheels"])
            #expect(byTitle["A moon base is planned"]?.kind == .noLongerOnTopic)
            let (again, _) = try await compare(plan)
            #expect(again == differences)
        }
    }

    @Test("Applied, the store says what the topic says, and nobody is told")
    func applied() async throws {
        try await withReadArticles { plan in
            let before = try await changes(plan)
            let work = try Reclassification(plan: plan, access: .owner)
            var progress = 0
            let applied = try await work.apply(alerting: false, at: Date(timeIntervalSince1970: 1_795_000_600)) {
                progress += $0
            }
            try work.close()
            #expect(progress == 3)
            #expect(applied.rewritten == 3)
            #expect(applied.deliveries == 0)
            #expect(try await changes(plan) == before)
            #expect(try await compare(plan).0.unchanged == 3)
            let store = try NewsStore(directory: plan.settings.state, access: .reader)
            var filter = StoryFilter()
            filter.relevance = [.onTopic]
            let stories = try await store.stories(filter)
            #expect(stories.map(\.title) == ["A rover lost its wheel"])
            #expect(stories.map(\.tags) == [["wheels"]])
            #expect(Set(try await store.articles(ArticleFilter()).map(\.verdict.topic)) == ["moon-base/2"])
        }
    }

    @Test("Asked for, exactly the story that became on topic is announced")
    func alert() async throws {
        let receiver = try ScriptedServer { _ in .answer(204) }
        defer { receiver.close() }
        try await withReadArticles(notify: TestWatch.webhook(receiver.url("/hook"))) { plan in
            let before = try await changes(plan)
            for expected in [1, 0] {
                let work = try Reclassification(plan: plan, access: .owner)
                let applied = try await work.apply(alerting: true, at: Date(timeIntervalSince1970: 1_795_000_600))
                try work.close()
                #expect(applied.newStories == expected)
                #expect(applied.deliveries == expected)
            }
            let new = try await changes(plan).dropFirst(before.count)
            #expect(new.map(\.kind) == [.storyNew])
            #expect(new.first?.detail.article?.title == "A rover lost its wheel")
            #expect(new.first?.detail.tags == ["wheels"])
        }
    }

    @Test("Nothing is applied beside a daemon; comparing does no harm")
    func locked() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: TestWatch.rss(Self.items)) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            _ = try await test.watch.once(all: true)
            let plan = test.watch.parts.plan
            let error = #expect(throws: StoreError.self) { try Reclassification(plan: plan, access: .owner) }
            guard case .locked = error else {
                Issue.record("\(String(describing: error)) is no .locked")
                return
            }
            #expect(try await compare(plan).0.unchanged == 3)
            try await test.watch.close()
        }
    }
}
