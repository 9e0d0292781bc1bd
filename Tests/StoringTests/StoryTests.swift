import Foundation
import NewsModel
import Storing
import Testing

struct StoryTests {
    private var syndicated: ArticleText {
        ArticleText(
            title: "Ferry passengers face detours", body: "HARBOURTOWN (Wire) - " + Story.harbour.body, language: "en")
    }

    @Test("A copy joins the story and alerts nobody")
    func copyJoins() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let report = try await store.commit(
                pass(feeds[1], [article("2", syndicated)], at: minutes(10)),
                routes: [Route(endpoint: "desk", kinds: [.storyNew, .storyUpdated])]
            )
            #expect(report.newArticles == 1)
            #expect(report.newStories == 0)
            #expect(report.deliveries == 0)
            #expect(try await store.kinds() == [.articleNew, .storyNew, .articleNew])
            let stories = try await store.stories(StoryFilter())
            #expect(stories.count == 1)
            #expect(stories[0].title == Story.harbour.title)
            #expect(stories[0].articles.count == 2)
            #expect(stories[0].outlets == ["alpha", "beta"])
            #expect(stories[0].lastChanged == minutes(10))
        }
    }

    @Test("Distinct reports stay apart")
    func distinct() async throws {
        try await withStore { store, feeds, _ in
            let report = try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text), article("2", Story.orchard.text)]),
                routes: []
            )
            #expect(report.newStories == 2)
            #expect(Set(try await store.articles(ArticleFilter()).map(\.story)).count == 2)
        }
    }

    @Test("A copy with a tag that the story did not have updates it")
    func newTag() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let copy = article("2", syndicated, verdict(tags: ["sanctions", "ratification"]))
            let report = try await store.commit(pass(feeds[1], [copy], at: minutes(10)), routes: [everything])
            #expect(report.updatedStories == 1)
            let update = try #require(try await store.journal().last)
            #expect(update.kind == .storyUpdated)
            #expect(update.detail.newTags == ["ratification"])
            #expect(update.detail.tags == ["sanctions", "ratification"])
            #expect(update.detail.story?.articles == 2)
        }
    }

    @Test("A copy that bridges two stories merges them, loses nothing and alerts nobody")
    func merge() async throws {
        try await withStore { store, feeds, _ in
            let half = { (body: String) in ArticleText(title: "", body: body, language: "en") }
            // A round-up that has both texts in full, sentence by sentence.
            let sentences = zip(Story.harbour.sentences, Story.orchard.sentences).flatMap { [$0, $1] }
                .joined(separator: " ")
            let first = article("1", half(Story.harbour.body), verdict(tags: ["sanctions"]))
            let second = article("2", half(Story.orchard.body), verdict(tags: ["ratification"]))
            try await store.commit(pass(feeds[0], [first]), routes: [everything])
            try await store.commit(pass(feeds[1], [second], at: minutes(1)), routes: [everything])
            let before = try await store.articles(ArticleFilter()).map(\.story)
            #expect(Set(before).count == 2)
            let bridge = article("3", half(sentences), verdict(tags: ["ratification", "sanctions"]))
            let report = try await store.commit(
                pass(feeds[2], [bridge], at: minutes(2)),
                routes: [Route(endpoint: "desk", kinds: [.storyNew, .storyUpdated])]
            )
            #expect(report.deliveries == 0)
            #expect(try await store.kinds().filter { $0 == .storyNew }.count == 2)
            let stories = try await store.stories(StoryFilter())
            #expect(stories.count == 1)
            let story = try #require(stories.first)
            #expect(story.articles.count == 3)
            #expect(story.outlets == ["alpha", "beta", "gamma"])
            #expect(story.tags == ["sanctions", "ratification"])
            #expect(story.firstSeen == noon)
            for old in before { #expect(try await store.story(old) == story) }
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("A story ends: the same text months later begins another")
    func window() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let later = noon.addingTimeInterval(90 * 86_400)
            try await store.commit(pass(feeds[1], [article("2", syndicated)], at: later), routes: [])
            #expect(try await store.stories(StoryFilter()).count == 2)
        }
    }

    @Test("A story that turns out to be on topic is announced to those who did not hear of it")
    func rise() async throws {
        try await withStore { store, feeds, _ in
            let strict = Route(endpoint: "strict", kinds: [.storyNew, .storyUpdated], relevance: .onTopic)
            let wide = Route(endpoint: "wide", kinds: [.storyNew, .storyUpdated], relevance: .related)
            let routes = [strict, wide]
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, verdict(.related))]), routes: routes)
            #expect(try await store.due("strict").isEmpty)
            #expect(try await store.due("wide").map(\.change.kind) == [.storyNew])
            let copy = article("2", syndicated, verdict(tags: ["sanctions", "ratification"]))
            try await store.commit(pass(feeds[1], [copy], at: minutes(1)), routes: routes)
            let deliveries = try await store.deliveries(DeliveryFilter())
            #expect(deliveries.filter { $0.endpoint == "strict" }.map(\.change.kind) == [.storyNew])
            #expect(deliveries.filter { $0.endpoint == "wide" }.map(\.change.kind) == [.storyUpdated, .storyNew])
        }
    }

    @Test("Stories off topic are not announced, unless somebody wants everything")
    func offTopic() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, verdict(.offTopic))]), routes: [everything])
            #expect(try await store.kinds() == [.articleNew])
            let all = Route(endpoint: "all", kinds: [.storyNew], relevance: .offTopic)
            try await store.commit(
                pass(feeds[0], [article("2", Story.orchard.text, verdict(.offTopic))], at: minutes(1)), routes: [all])
            #expect(try await store.kinds() == [.articleNew, .articleNew, .storyNew])
            #expect(try await store.due("all", at: minutes(1)).count == 1)
        }
    }

    @Test("The change of an article off topic says no more than which article it is")
    func minimalDetail() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, url: "https://example.com/p", verdict(.offTopic))]),
                routes: []
            )
            let change = try #require(try await store.journal().first)
            #expect(change.feed == "alpha")
            #expect(change.detail.relevance == .offTopic)
            #expect(change.detail.article?.title == Story.harbour.title)
            #expect(change.detail.article?.url == "https://example.com/p")
            #expect(change.detail.article?.summary == nil)
            #expect(change.detail.evidence == nil)
        }
    }

    @Test("A quiet pass is recorded and told to nobody")
    func quiet() async throws {
        try await withStore { store, feeds, _ in
            let event = FeedEvent(kind: .feedFlood, snapshot: FeedSnapshot(name: "alpha", url: "", entries: 40))
            let flood = pass(feeds[0], [article("1", Story.harbour.text)], events: [event], quiet: true)
            let report = try await store.commit(flood, routes: [everything])
            #expect(report.deliveries == 1)
            #expect(try await store.journal().map(\.quiet) == [false, true, true])
            #expect(try await store.due().map(\.change.kind) == [.feedFlood])
            // Nor is a later copy news.
            try await store.commit(pass(feeds[1], [article("2", syndicated)], at: minutes(1)), routes: [everything])
            #expect(try await store.due(at: minutes(1)).map(\.change.kind) == [.feedFlood, .articleNew])
        }
    }
}
