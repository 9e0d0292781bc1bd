import Foundation
import NewsModel
import Storing
import Testing

struct ListingTests {
    private func find(_ change: (inout ArticleFilter) -> Void) async throws -> [String] {
        var filter = ArticleFilter()
        change(&filter)
        return try await withStore { store, feeds, _ in
            let entries = [
                article("harbour", Story.harbour.text, verdict(tags: ["sanctions", "ratification"])),
                article("orchard", Story.orchard.text, verdict(.related, tags: ["sanctions"])),
            ]
            try await store.commit(pass(feeds[0], entries), routes: [])
            var korean = Story.books.text
            korean.language = "ko-KR"
            let late = article("library", korean, verdict(.offTopic))
            try await store.commit(pass(feeds[1], [late], at: minutes(60)), routes: [])
            let again = article("h2", Story.harbour.text, url: "https://example.com/harbour")
            try await store.commit(pass(feeds[2], [again], at: minutes(61)), routes: [])
            return try await store.articles(filter).compactMap { $0.url?.components(separatedBy: "/").last }
        }
    }

    @Test("Articles are listed by what was asked for, the newest first")
    func filters() async throws {
        #expect(try await find { _ in } == ["library", "harbour", "orchard"])
        #expect(try await find { $0.limit = 1 } == ["library"])
        #expect(try await find { $0.relevance = [.onTopic] } == ["harbour"])
        #expect(try await find { $0.relevance = [.onTopic, .offTopic] } == ["library", "harbour"])
        #expect(try await find { $0.tags = ["sanctions"] } == ["harbour", "orchard"])
        #expect(try await find { $0.tags = ["sanctions", "ratification"] } == ["harbour"])
        #expect(try await find { $0.tags = ["unknown"] } == [])
        #expect(try await find { $0.feeds = ["alpha"] } == ["harbour", "orchard"])
        #expect(try await find { $0.feeds = ["gamma"] } == ["harbour"])
        #expect(try await find { $0.feeds = ["beta", "gamma"] } == ["library", "harbour"])
        #expect(try await find { $0.since = minutes(60) } == ["library"])
        #expect(try await find { $0.before = minutes(60) } == ["harbour", "orchard"])
        #expect(try await find { $0.language = "ko" } == ["library"])
        #expect(try await find { $0.language = "k" } == [])
    }

    @Test("A list without texts has titles")
    func withoutText() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            var filter = ArticleFilter()
            filter.includesText = false
            let listed = try await store.articles(filter)
            #expect(listed.map(\.text.title) == [Story.harbour.title])
            #expect(listed.map(\.text.body) == [""])
        }
    }

    @Test("Stories are listed by what was asked for")
    func stories() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text, verdict(tags: ["sanctions"]))]), routes: [])
            let second = article("2", Story.orchard.text, verdict(.related, tags: ["arms_transfer"]))
            try await store.commit(pass(feeds[1], [second], at: minutes(1)), routes: [])
            func titles(_ change: (inout StoryFilter) -> Void) async throws -> [String] {
                var filter = StoryFilter()
                change(&filter)
                return try await store.stories(filter).map(\.title)
            }
            #expect(try await titles { _ in } == [Story.orchard.title, Story.harbour.title])
            #expect(try await titles { $0.relevance = [.onTopic] } == [Story.harbour.title])
            #expect(try await titles { $0.tags = ["arms_transfer"] } == [Story.orchard.title])
            #expect(try await titles { $0.tags = ["arms"] } == [])
            #expect(try await titles { $0.feeds = ["alpha"] } == [Story.harbour.title])
            #expect(try await titles { $0.since = minutes(1) } == [Story.orchard.title])
            #expect(try await titles { $0.limit = 1 } == [Story.orchard.title])
        }
    }

    @Test("A story is told from its first article on")
    func timeline() async throws {
        try await withStore { store, feeds, _ in
            var copy = Story.harbour.text
            copy.title = "Ferries rerouted as pier shuts"
            let first = article("1", Story.harbour.text, url: "https://example.com/pier")
            try await store.commit(pass(feeds[0], [first]), routes: [])
            try await store.commit(pass(feeds[1], [article("2", copy)], at: minutes(1)), routes: [])
            let source = article("3", Story.harbour.text, url: "https://example.com/pier")
            try await store.commit(pass(feeds[2], [source], at: minutes(2)), routes: [])
            copy.title = "Pier shuts, ferries rerouted until autumn"
            try await store.commit(pass(feeds[1], [article("2", copy, fingerprint: 2)], at: minutes(3)), routes: [])
            let story = try #require(try await store.stories(StoryFilter()).first)
            let timeline = try await store.timeline(of: story.id)
            #expect(timeline.map(\.feed) == ["alpha", "beta", "gamma", "beta"])
            #expect(timeline.map(\.at) == (0...3).map { minutes(Double($0)) })
            #expect(timeline.map(\.kind) == [.article, .article, .source, .revision(number: 2, kinds: [.headline])])
            #expect(timeline.last?.title == copy.title)
        }
    }

    @Test("Imported articles are stored as they would have been seen, and told to nobody")
    func importing() async throws {
        try await withStore { store, feeds, _ in
            let published = noon.addingTimeInterval(-40 * 86_400)
            let batch = [
                ImportedArticle(feed: "alpha", article: article("1", Story.harbour.text, published: published)),
                ImportedArticle(feed: "archive", article: article("2", Story.orchard.text)),
            ]
            let report = try await store.importArticles(batch, at: noon)
            #expect(report.newArticles == 2)
            #expect(report.deliveries == 0)
            #expect(try await store.journal().allSatisfy(\.quiet))
            let articles = try await store.articles(ArticleFilter())
            #expect(articles.map(\.feed) == ["archive", "alpha"])
            #expect(articles.map(\.firstSeen) == [noon, published])
            // Twice the same file changes nothing.
            let again = try await store.importArticles(batch, at: minutes(1))
            #expect(again.newArticles == 0)
            #expect(again.knownArticles == 2)
            // The feed that the import made is not asked.
            #expect(try await store.feedStates().map(\.feed.name) == ["alpha", "beta", "gamma"])
        }
    }
}
