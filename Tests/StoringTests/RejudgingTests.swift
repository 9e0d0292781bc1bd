import Foundation
import NewsModel
import Storing
import Testing

/// A topic edited after the articles came: the stored texts are judged anew.
struct RejudgingTests {
    private static let desk = Route(endpoint: "desk", kinds: [.storyNew, .storyUpdated])

    private var copy: ArticleText {
        ArticleText(
            title: "Ferry passengers face detours", body: "HARBOURTOWN (Wire) - " + Story.harbour.body, language: "en")
    }

    /// On topic is what speaks of the word.
    private static func judging(_ word: String, tags: [String] = ["sanctions"]) -> @Sendable (ArticleText) -> Verdict {
        { text in
            var new = verdict((text.title + text.body).contains(word) ? .onTopic : .offTopic, tags: tags)
            new.topic = "test/2"
            return new
        }
    }

    /// Judges everything, slice by slice.
    private func rejudge(
        _ store: NewsStore, slice: Int = 500, alerting routes: [Route]? = nil, at time: Date = minutes(60),
        _ judge: @escaping @Sendable (ArticleText) -> Verdict
    ) async throws -> [Rejudgement] {
        var slices: [Rejudgement] = []
        var next: StoryID? = StoryID(rawValue: 0)
        while let story = next {
            let done = try await store.rejudge(
                after: story, slice: slice, alerting: routes, at: time, judge: judge)
            slices.append(done)
            next = done.reached
        }
        return slices
    }

    @Test("Verdicts, tags and stories follow the topic, without a change or a delivery")
    func applied() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(
                    feeds[0], [article("1", Story.harbour.text), article("2", Story.orchard.text, verdict(.offTopic))]),
                routes: [Self.desk])
            let journal = try await store.journal()
            let deliveries = try await store.deliveries(DeliveryFilter())
            let done = try await rejudge(store, alerting: nil, Self.judging("Apple", tags: ["ratification"]))
            #expect(done.map(\.rewritten).reduce(0, +) == 2)
            let articles = try await store.articles(ArticleFilter()).sorted { $0.id.rawValue < $1.id.rawValue }
            let byTitle = Dictionary(uniqueKeysWithValues: articles.map { ($0.text.title, $0.verdict) })
            let orchard = try #require(byTitle[Story.orchard.title])
            #expect(orchard == Self.judging("Apple", tags: ["ratification"])(Story.orchard.text))
            let harbour = try #require(byTitle[Story.harbour.title])
            #expect(harbour.relevance == .offTopic)
            #expect(harbour.tags == [])
            #expect(harbour.topic == "test/2")
            var filter = ArticleFilter()
            filter.tags = ["sanctions"]
            #expect(try await store.articles(filter) == [])
            filter.tags = ["ratification"]
            #expect(try await store.articles(filter).map(\.text.title) == [Story.orchard.title])
            var stories = StoryFilter()
            stories.relevance = [.onTopic]
            let onTopic = try await store.stories(stories)
            #expect(onTopic.map(\.title) == [Story.orchard.title])
            #expect(onTopic.map(\.tags) == [["ratification"]])
            #expect(try await store.journal() == journal)
            #expect(try await store.deliveries(DeliveryFilter()) == deliveries)
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("What is judged already is left alone")
    func again() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            #expect(try await rejudge(store, Self.judging("harbour")).map(\.rewritten).reduce(0, +) == 1)
            let before = try await store.articles(ArticleFilter())
            let second = try await rejudge(store, Self.judging("harbour"))
            #expect(second.map(\.judged).reduce(0, +) == 1)
            #expect(second.map(\.rewritten).reduce(0, +) == 0)
            #expect(try await store.articles(ArticleFilter()) == before)
        }
    }

    @Test("A story that was made on topic silently is no news when a copy comes")
    func silence() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, verdict(.offTopic))]), routes: [Self.desk])
            _ = try await rejudge(store, Self.judging("harbour"))
            let report = try await store.commit(
                pass(feeds[1], [article("2", copy)], at: minutes(90)), routes: [Self.desk])
            #expect(report.newArticles == 1)
            #expect(try await store.stories(StoryFilter()).map(\.articles.count) == [2])
            #expect(try await store.due(at: minutes(90)) == [])
        }
    }

    @Test(
        "Asked for, a story that became on topic is announced once, whatever its articles and the slices",
        arguments: [1, 500])
    func alerts(slice: Int) async throws {
        try await withStore { store, feeds, _ in
            for (index, text) in [Story.harbour.text, copy, Story.orchard.text].enumerated() {
                try await store.commit(
                    pass(feeds[index], [article("\(index)", text, verdict(.offTopic))], at: minutes(Double(index))),
                    routes: [Self.desk])
            }
            #expect(try await store.due(at: minutes(60)) == [])
            let judge = Self.judging("northern pier")
            let done = try await rejudge(store, slice: slice, alerting: [Self.desk], judge)
            #expect(done.map(\.newStories).reduce(0, +) == 1)
            let delivery = try #require(try await store.due(at: minutes(60)).first)
            #expect(delivery.change.kind == .storyNew)
            #expect(delivery.change.detail.story?.articles == 2)
            #expect(delivery.change.detail.article?.title == Story.harbour.title)
            #expect(delivery.change.detail.relevance == .onTopic)
            #expect(delivery.change.detail.evidence?.isEmpty == false)
            #expect(try await store.due(at: minutes(60)).count == 1)

            // Off the topic and back again: that story was told.
            _ = try await rejudge(store, slice: slice, alerting: [Self.desk], Self.judging("no such word"))
            _ = try await rejudge(store, slice: slice, alerting: [Self.desk], judge)
            #expect(try await store.kinds().filter { $0 == .storyNew }.count == 1)
            #expect(try await store.kinds().filter { $0 == .storyUpdated } == [])
        }
    }

    @Test("An alert goes to those who did not hear of the story")
    func rise() async throws {
        let wide = Route(endpoint: "wide", kinds: [.storyNew, .storyUpdated], relevance: .related)
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, verdict(.related))]), routes: [Self.desk, wide])
            #expect(try await store.due("wide").count == 1)
            _ = try await rejudge(store, alerting: [Self.desk, wide], Self.judging("harbour", tags: ["ratification"]))
            #expect(try await store.due("desk", at: minutes(60)).map(\.change.kind) == [.storyNew])
            let told = try await store.deliveries(DeliveryFilter()).filter { $0.endpoint == "wide" }.map(\.change.kind)
            #expect(Set(told) == [.storyNew, .storyUpdated])
            #expect(told.count == 2)
        }
    }

    @Test("An article is judged by its newest version that did not shrink")
    func trustedText() async throws {
        try await withStore { store, feeds, _ in
            let long = ArticleText(title: Story.harbour.title, body: Story.harbour.body, language: "en")
            let short = ArticleText(title: Story.harbour.title, body: "The page has moved.", language: "en")
            try await store.commit(pass(feeds[0], [article("1", long)]), routes: [])
            try await store.commit(pass(feeds[0], [article("1", short, fingerprint: 2)], at: minutes(5)), routes: [])
            #expect(try await store.articles(ArticleFilter()).map(\.text.body) == [short.body])
            #expect(try await store.judgedArticles(after: ArticleID(rawValue: 0)).map(\.text) == [long])
            _ = try await rejudge(store, Self.judging("welded"))
            #expect(try await store.articles(ArticleFilter()).map(\.verdict.relevance) == [.onTopic])
        }
    }

    @Test("Articles without their text keep their verdict and count in their story")
    func dropped() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            try await store.commit(pass(feeds[1], [article("2", copy)], at: minutes(600)), routes: [])
            while try await store.retain(RetentionLimits(bodies: minutes(300)), at: minutes(700)) {}
            #expect(try await store.judgeableArticles() == JudgeableArticles(kept: 1, dropped: 1))
            let done = try await rejudge(store, Self.judging("no such word"))
            #expect(done.map(\.judged).reduce(0, +) == 1)
            let articles = try await store.articles(ArticleFilter())
            #expect(articles.map(\.verdict.relevance) == [.offTopic, .onTopic])
            #expect(articles.last?.verdict.topic == "test/1")
            #expect(try await store.stories(StoryFilter()).map(\.relevance) == [.onTopic])
        }
    }

    @Test("Pages go through all articles by number, once each")
    func pages() async throws {
        try await withStore { store, feeds, _ in
            let texts = (1...7).map { ArticleText(title: "Report number \($0)", language: "en") }
            try await store.commit(
                pass(feeds[0], texts.enumerated().map { article("\($0.offset)", $0.element) }), routes: [])
            var titles: [String] = []
            var last = ArticleID(rawValue: 0)
            while case let page = try await store.judgedArticles(after: last, limit: 3), let end = page.last {
                #expect(page.count <= 3)
                titles += page.map(\.text.title)
                last = end.id
            }
            #expect(titles.count == 7)
            #expect(Set(titles) == Set(texts.map(\.title)))
        }
    }
}
