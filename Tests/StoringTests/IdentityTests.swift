import Foundation
import NewsModel
import Storing
import Testing

struct IdentityTests {
    @Test("A new article gives an article, a story and their changes")
    func newArticle() async throws {
        try await withStore { store, feeds, _ in
            let report = try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            #expect(report.newArticles == 1)
            #expect(report.newStories == 1)
            #expect(report.relevance == [.onTopic: 1])
            #expect(report.deliveries == 2)
            #expect(try await store.kinds() == [.articleNew, .storyNew])
            let stored = try #require(try await store.articles(ArticleFilter()).first)
            #expect(stored.text == Story.harbour.text)
            #expect(stored.verdict == verdict())
            #expect(stored.feeds == ["alpha"])
            #expect(stored.firstSeen == noon)
            #expect(stored.revision == 1)
        }
    }

    @Test("A known entry writes nothing")
    func knownEntry() async throws {
        try await withStore { store, feeds, _ in
            let incoming = article("1", Story.harbour.text)
            try await store.commit(pass(feeds[0], [incoming]), routes: [])
            let report = try await store.commit(pass(feeds[0], [incoming], at: minutes(60)), routes: [everything])
            #expect(report.newArticles == 0)
            #expect(report.knownArticles == 1)
            #expect(report.deliveries == 0)
            #expect(try await store.kinds().count == 2)
        }
    }

    @Test("Sightings tell new, changed and known entries apart, in their feed")
    func sightings() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text, fingerprint: 7)]), routes: [])
            let id = try #require(try await store.articles(ArticleFilter()).first).id
            let key = EntryKey(rawValue: "id:1")
            let here = try await store.sightings(
                of: [(key, 7), (key, 8), (EntryKey(rawValue: "id:2"), 7)],
                in: feeds[0].id
            )
            #expect(here == [.known(id), .changed(id), .new])
            #expect(try await store.sightings(of: [(key, 7)], in: feeds[1].id) == [.new])
        }
    }

    @Test("The same address in two feeds is one article with two sources")
    func twoFeeds() async throws {
        try await withStore { store, feeds, _ in
            let url = "https://www.example.com/pier/?utm_source=rss"
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text, url: url)]), routes: [])
            let other = article("x", Story.harbour.text, url: "http://example.com/pier")
            let report = try await store.commit(pass(feeds[1], [other], at: minutes(5)), routes: [everything])
            #expect(report.newArticles == 0)
            #expect(report.deliveries == 0)
            let articles = try await store.articles(ArticleFilter())
            #expect(articles.map(\.feeds) == [["alpha", "beta"]])
            #expect(try await store.story(articles[0].story)?.outlets == ["alpha", "beta"])
            // The second feed's entry is known from now on.
            let key = EntryKey(rawValue: "id:x")
            #expect(try await store.sightings(of: [(key, 1)], in: feeds[1].id) == [.known(articles[0].id)])
        }
    }

    @Test("A teaser of another feed does not replace the text, nor does it make a revision")
    func teaserElsewhere() async throws {
        try await withStore { store, feeds, _ in
            let url = "https://example.com/pier"
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text, url: url)]), routes: [])
            let teaser = ArticleText(title: "Pier closed", body: "The harbour authority closed the northern pier.")
            for round in 1...3 {
                let again = article("x", teaser, url: url, fingerprint: UInt64(round))
                try await store.commit(pass(feeds[1], [again], at: minutes(Double(round))), routes: [everything])
            }
            let stored = try #require(try await store.articles(ArticleFilter()).first)
            #expect(stored.text == Story.harbour.text)
            #expect(stored.revision == 1)
            #expect(try await store.kinds() == [.articleNew, .storyNew])
        }
    }

    @Test("Another feed's text is taken when it shows what the article is about")
    func fullTextElsewhere() async throws {
        try await withStore { store, feeds, _ in
            let url = "https://example.com/pier"
            let teaser = ArticleText(title: Story.harbour.title, body: "Read more on our site.", language: "en")
            let dull = article("1", teaser, url: url, verdict(.offTopic))
            try await store.commit(pass(feeds[0], [dull]), routes: [everything])
            #expect(try await store.kinds() == [.articleNew])
            let full = article("x", Story.harbour.text, url: url)
            let report = try await store.commit(pass(feeds[1], [full], at: minutes(5)), routes: [everything])
            #expect(report.revisedArticles == 1)
            #expect(report.newStories == 1)
            let stored = try #require(try await store.articles(ArticleFilter()).first)
            #expect(stored.verdict.relevance == .onTopic)
            #expect(stored.text == Story.harbour.text)
            #expect(try await store.kinds() == [.articleNew, .articleRevised, .storyNew])
        }
    }

    @Test("New guids for the same articles bring no new articles", arguments: [true, false])
    func guidChurn(keepsAddress: Bool) async throws {
        try await withStore { store, feeds, _ in
            let first = article("1", Story.harbour.text, url: "https://example.com/a", published: noon)
            try await store.commit(pass(feeds[0], [first]), routes: [])
            let url = keepsAddress ? "https://example.com/a" : "https://example.com/archive?n=1"
            let churned = article("tag:1", Story.harbour.text, url: url, published: noon)
            let report = try await store.commit(pass(feeds[0], [churned], at: minutes(60)), routes: [everything])
            #expect(report.newArticles == 0)
            #expect(report.knownArticles == 1)
            #expect(try await store.articles(ArticleFilter()).count == 1)
        }
    }

    @Test("Entries that all link to one page are articles of their own")
    func oneAddressForAll() async throws {
        try await withStore { store, feeds, _ in
            let url = "https://example.com/live"
            let entries = [
                article("1", Story.harbour.text, url: url), article("2", Story.orchard.text, url: url + "#two"),
            ]
            try await store.commit(pass(feeds[0], entries), routes: [])
            let later = article("3", Story.books.text, url: url)
            try await store.commit(pass(feeds[0], [later], at: minutes(5)), routes: [])
            #expect(try await store.articles(ArticleFilter()).count == 3)
        }
    }

    @Test("A site's front page names no article", arguments: ["https://example.com", "https://www.example.com/"])
    func frontPage(url: String) async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text, url: url)]), routes: [])
            try await store.commit(pass(feeds[1], [article("2", Story.orchard.text, url: url)]), routes: [])
            #expect(try await store.articles(ArticleFilter()).count == 2)
        }
    }
}
