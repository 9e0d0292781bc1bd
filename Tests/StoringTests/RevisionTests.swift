import Foundation
import NewsModel
import Storing
import Testing

struct RevisionTests {
    private var corrected: ArticleText {
        var text = Story.harbour.text
        text.body = text.body.replacingOccurrences(of: "four of its pillars", with: "nine of its pillars")
        return text
    }

    @Test("Changed words are a revision, with their diff")
    func revision() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let again = article("1", corrected, fingerprint: 2)
            let report = try await store.commit(pass(feeds[0], [again], at: minutes(30)), routes: [everything])
            #expect(report.revisedArticles == 1)
            #expect(report.updatedStories == 1)
            #expect(try await store.kinds() == [.articleNew, .storyNew, .articleRevised, .storyUpdated])
            let change = try #require(try await store.journal().first { $0.kind == .articleRevised })
            let diff = try #require(change.detail.revision?.diff)
            #expect(
                diff.filter { $0.kind == .removed }.map { $0.text.trimmingCharacters(in: .whitespaces) } == ["four"])
            #expect(diff.filter { $0.kind == .added }.map { $0.text.trimmingCharacters(in: .whitespaces) } == ["nine"])
            let id = try #require(change.detail.article?.id)
            let revisions = try await store.revisions(of: id)
            #expect(revisions.map(\.number) == [1, 2])
            #expect(revisions.map(\.seen) == [noon, minutes(30)])
            #expect(revisions.map(\.text) == [Story.harbour.text, corrected])
            #expect(revisions[0].kinds == [])
            #expect(revisions[1].kinds.contains(.body) || revisions[1].kinds.contains(.lead))
            #expect(try await store.article(id)?.revision == 2)
        }
    }

    @Test("Another way to write the same words is none")
    func sameWords() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            var spaced = Story.harbour.text
            spaced.body = spaced.body.replacingOccurrences(of: " ", with: "  ")
            let again = article("1", spaced, fingerprint: 2)
            let report = try await store.commit(pass(feeds[0], [again], at: minutes(30)), routes: [everything])
            #expect(report.revisedArticles == 0)
            #expect(report.knownArticles == 1)
            // And its new writing is known.
            let sighting = try await store.sightings(of: [(again.key, 2)], in: feeds[0].id)
            #expect(sighting == [.known(ArticleID(rawValue: 1))])
        }
    }

    @Test("A text that shrinks is kept and flagged, and changes neither verdict nor search")
    func shrunk() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let stub = ArticleText(title: Story.harbour.title, body: "Subscribe to read on.", language: "en")
            let again = article("1", stub, fingerprint: 2, verdict(.offTopic))
            try await store.commit(pass(feeds[0], [again], at: minutes(30)), routes: [everything])
            let stored = try #require(try await store.articles(ArticleFilter()).first)
            #expect(stored.revision == 2)
            #expect(stored.verdict.relevance == .onTopic)
            let kinds = try await store.revisions(of: stored.id)[1].kinds
            #expect(kinds.contains(.shrunk))
            #expect(try await store.kinds() == [.articleNew, .storyNew, .articleRevised])
            let found = try await store.search(SearchQuery("pillars", now: noon), limit: 10)
            #expect(found.map(\.id) == [stored.id])
            // Another stub is a stub still, though not shorter than the one before.
            let other = ArticleText(title: Story.harbour.title, body: "Sign in to read this.", language: "en")
            let third = article("1", other, fingerprint: 4, verdict(.offTopic))
            try await store.commit(pass(feeds[0], [third], at: minutes(40)), routes: [everything])
            #expect(try await store.article(stored.id)?.verdict.relevance == .onTopic)
            #expect(try await store.search(SearchQuery("pillars", now: noon), limit: 10).count == 1)
            // The text comes back: a version, but no news.
            let restored = article("1", Story.harbour.text, fingerprint: 3)
            try await store.commit(pass(feeds[0], [restored], at: minutes(60)), routes: [everything])
            #expect(try await store.kinds().last == .articleRevised)
            #expect(try await store.article(stored.id)?.text == Story.harbour.text)
        }
    }

    @Test("A notice that an article was withdrawn is told; a text that vanished is not", arguments: [true, false])
    func withdrawn(withNotice: Bool) async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let notice = "This article has been removed at the request of the harbour authority."
            let text = ArticleText(title: Story.harbour.title, body: withNotice ? notice : "", language: "en")
            let again = article("1", text, fingerprint: 2, verdict(.offTopic))
            let report = try await store.commit(pass(feeds[0], [again], at: minutes(30)), routes: [])
            #expect(report.revisedArticles == 1)
            #expect(report.updatedStories == (withNotice ? 1 : 0))
            let stored = try #require(try await store.articles(ArticleFilter()).first)
            #expect(try await store.revisions(of: stored.id)[1].kinds.contains(.withdrawn))
            #expect(stored.verdict.relevance == .onTopic)
        }
    }

    @Test("The same correction in the next outlet's copy is no news for the story")
    func sameCorrection() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            var copy = Story.harbour.text
            copy.title = "Ferries rerouted as pier shuts"
            try await store.commit(pass(feeds[1], [article("2", copy)], at: minutes(1)), routes: [])
            let first = article("1", corrected, fingerprint: 2)
            #expect(try await store.commit(pass(feeds[0], [first], at: minutes(2)), routes: []).updatedStories == 1)
            copy.body = corrected.body
            let second = article("2", copy, fingerprint: 2)
            let report = try await store.commit(pass(feeds[1], [second], at: minutes(3)), routes: [])
            #expect(report.revisedArticles == 1)
            #expect(report.updatedStories == 0)
        }
    }

    @Test("Search finds the new words of a revision and no longer the old ones")
    func searched() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            try await store.commit(
                pass(feeds[0], [article("1", corrected, fingerprint: 2)], at: minutes(1)), routes: [])
            #expect(try await store.search(SearchQuery("\"nine of its pillars\"", now: noon), limit: 9).count == 1)
            #expect(try await store.search(SearchQuery("\"four of its pillars\"", now: noon), limit: 9).isEmpty)
        }
    }

    @Test("Servers that answer with an old and a new version in turn alert once")
    func flipFlop() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            var updates = 0
            for round in 1...6 {
                let text = round.isMultiple(of: 2) ? Story.harbour.text : corrected
                let again = article("1", text, fingerprint: UInt64(round + 1))
                let report = try await store.commit(
                    pass(feeds[0], [again], at: minutes(Double(round) * 30)), routes: [everything])
                #expect(report.revisedArticles == 1)
                updates += report.updatedStories
            }
            #expect(updates == 1)
        }
    }
}
