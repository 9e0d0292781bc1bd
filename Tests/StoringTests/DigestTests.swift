import Foundation
import NewsModel
import Storing
import Testing

struct DigestTests {
    private let day: TimeInterval = 86_400

    @Test("A digest tells the stories on topic of its window, with what is new since the last one")
    func stories() async throws {
        try await withStore { store, feeds, _ in
            let early = article("1", Story.harbour.text, verdict(score: 0.7))
            try await store.commit(pass(feeds[0], [early]), routes: [])
            try await store.commit(pass(feeds[0], [article("2", Story.orchard.text)], at: minutes(60)), routes: [])
            let brief = ArticleText(
                title: "Bridge over the border river opens to trains", body: "Briefly.", language: "en")
            try await store.commit(
                pass(feeds[1], [article("4", brief, verdict(.related))], at: minutes(60)), routes: [])
            let near = article("3", Story.books.text, verdict(.offTopic, score: 0.45))
            try await store.commit(pass(feeds[1], [near], at: minutes(61)), routes: [])
            var text = Story.harbour.text
            text.title = "Northern pier stays closed until autumn"
            let revised = article("1", text, fingerprint: 2, verdict(score: 0.7))
            try await store.commit(pass(feeds[0], [revised], at: minutes(62)), routes: [])

            let material = try await store.digestMaterial(from: noon, to: minutes(70), lastDigest: minutes(30))
            #expect(material.stories.map(\.story.title) == [Story.orchard.title, Story.harbour.title, brief.title])
            #expect(material.stories.map(\.isNew) == [true, false, true])
            #expect(material.lastDigest == minutes(30))
            #expect(material.stories[0].articles.map(\.text.body) == [Story.orchard.body])
            #expect(material.stories[1].revisions.map(\.revision.number) == [2])
            #expect(material.stories[1].revisions.map(\.at) == [minutes(62)])
            #expect(material.nearMisses.map(\.text.title) == [Story.books.title])
            #expect(material.coverage.newArticles == 4)
            #expect(material.coverage.relevance == [.onTopic: 2, .related: 1, .offTopic: 1])

            let later = try await store.digestMaterial(from: minutes(70), to: minutes(80), lastDigest: minutes(70))
            #expect(later.stories.isEmpty)
            #expect(later.nearMisses.isEmpty)
        }
    }

    @Test("A backfill of old articles does not fill the digest")
    func backfill() async throws {
        try await withStore { store, _, _ in
            let old = article("1", Story.harbour.text, published: noon.addingTimeInterval(-30 * day))
            try await store.importArticles([ImportedArticle(feed: "alpha", article: old)], at: noon)
            let material = try await store.digestMaterial(from: minutes(-60), to: minutes(60), lastDigest: nil)
            #expect(material.stories.isEmpty)
            #expect(material.coverage.newArticles == 0)
        }
    }

    @Test("The coverage counts refreshes, and the troubles are listed")
    func coverage() async throws {
        try await withStore { store, feeds, _ in
            var failing = feeds[2]
            failing.health.failingSince = noon
            let passes = [
                FeedPass(state: feeds[0], outcome: .fetched, at: noon),
                FeedPass(state: feeds[1], outcome: .unchanged, at: noon),
                FeedPass(state: failing, outcome: .failed, at: noon),
            ]
            try await store.commit(passes.map { PreparedPass($0) }, routes: [])
            try await store.commit(FeedPass(state: feeds[1], outcome: .unchanged, at: minutes(90)), routes: [])
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)], at: minutes(91)), routes: [route])
            let delivery = try #require(try await store.due(at: minutes(91)).first)
            try await store.record(.retry(at: minutes(95), reason: "503"), of: delivery.id, at: minutes(91))

            let material = try await store.digestMaterial(from: minutes(-60), to: minutes(100), lastDigest: nil)
            #expect(material.coverage.feeds == 3)
            #expect(material.coverage.fetched == 2)
            #expect(material.coverage.unchanged == 2)
            #expect(material.coverage.failed == 1)
            #expect(material.troubledFeeds.map(\.feed.name) == ["gamma"])
            let trouble = TroubledEndpoint(name: "desk", pending: 1, dead: 0, lastError: "503")
            #expect(material.troubledEndpoints == [trouble])
        }
    }
}
