import Foundation
import NewsModel
import Storing
import Testing

struct CareTests {
    private func drop(_ limits: RetentionLimits, from store: NewsStore, at time: Date) async throws {
        while try await store.retain(limits, at: time, slice: 1) {}
    }

    @Test("Retention drops texts and keeps titles, verdicts and the memory of what was seen")
    func bodies() async throws {
        try await withStore { store, feeds, _ in
            let old = article("1", Story.harbour.text)
            try await store.commit(pass(feeds[0], [old]), routes: [])
            try await store.commit(pass(feeds[0], [article("2", Story.orchard.text)], at: minutes(60)), routes: [])
            try await drop(RetentionLimits(bodies: minutes(30)), from: store, at: minutes(90))

            let articles = try await store.articles(ArticleFilter())
            #expect(articles.map(\.text.title) == [Story.orchard.title, Story.harbour.title])
            #expect(articles.map(\.text.body.isEmpty) == [false, true])
            #expect(articles[1].verdict == verdict())
            #expect(try await store.search(SearchQuery("pillars", now: noon), limit: 9).isEmpty)
            #expect(try await store.search(SearchQuery("pier", now: noon), limit: 9).map(\.id) == [articles[1].id])
            #expect(try await store.sightings(of: [(old.key, 1)], in: feeds[0].id) == [.known(articles[1].id)])
            // Written differently, it is no revision: there is nothing left to compare it with.
            var changed = old
            changed.entryFingerprint = 2
            let report = try await store.commit(pass(feeds[0], [changed], at: minutes(91)), routes: [everything])
            #expect(report.knownArticles == 1)
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("Retention drops articles; old news does not become new")
    func articles() async throws {
        try await withStore { store, feeds, _ in
            let old = article("1", Story.harbour.text, url: "https://example.com/pier")
            try await store.commit(pass(feeds[0], [old]), routes: [])
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(60))
            #expect(try await store.articles(ArticleFilter()).isEmpty)
            #expect(try await store.stories(StoryFilter()).isEmpty)
            #expect(try await store.search(SearchQuery("pier", now: noon), limit: 9).isEmpty)
            #expect(try await store.examine().findings == [])

            var changed = old
            changed.entryFingerprint = 2
            let elsewhere = article("x", Story.harbour.text, url: "https://example.com/pier")
            for (feed, entry) in [(feeds[0], old), (feeds[0], changed), (feeds[1], elsewhere)] {
                let report = try await store.commit(pass(feed, [entry], at: minutes(61)), routes: [everything])
                #expect(report.newArticles == 0)
                #expect(report.deliveries == 0)
            }
            // The number is not given to another article.
            let next = article("2", Story.orchard.text)
            try await store.commit(pass(feeds[0], [next], at: minutes(62)), routes: [])
            #expect(try await store.articles(ArticleFilter()).map(\.id.rawValue) == [2])
        }
    }

    @Test("A story whose first article was dropped keeps the others")
    func storyOutlivesFirstArticle() async throws {
        try await withStore { store, feeds, _ in
            var copy = Story.harbour.text
            copy.title = "Ferries rerouted as pier shuts"
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            try await store.commit(pass(feeds[1], [article("2", copy)], at: minutes(60)), routes: [])
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(90))
            let story = try #require(try await store.stories(StoryFilter()).first)
            #expect(story.articles.count == 1)
            #expect(story.title == copy.title)
            #expect(story.outlets == ["beta"])
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("The journal keeps what a reader has not read and what waits to be delivered")
    func journalIsKept() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            try await store.setCursor(of: "log", to: ChangeID(rawValue: 0))
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(60))
            #expect(try await store.kinds() == [.articleNew, .storyNew])
            try await store.setCursor(of: "log", to: ChangeID(rawValue: 2))
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(60))
            #expect(try await store.kinds() == [.articleNew, .storyNew])
            #expect(try await store.due(at: minutes(60)).count == 1)
        }
    }

    @Test("A change that waits to be delivered keeps none of those behind it")
    func heldBackAtTheFront() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            try await store.commit(pass(feeds[0], [article("2", Story.orchard.text)], at: minutes(1)), routes: [])
            try await store.commit(pass(feeds[0], [article("3", Story.books.text)], at: minutes(50)), routes: [])
            try await store.setCursor(of: "log", to: ChangeID(rawValue: 6))
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(60))
            // The first two wait, the last two are young.
            let left = try await store.changes(after: ChangeID(rawValue: 0), limit: 9).map(\.id.rawValue)
            #expect(left == [1, 2, 5, 6])
        }
    }

    @Test("What waits or died at an endpoint that the settings no longer name goes with it after a time")
    func lostEndpoint() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let due = try #require(try await store.due().first)
            try await store.record(.dead(reason: "500"), of: due.id, at: noon)
            func drop(known: Set<String>, before limit: Date) async throws -> [String] {
                try await self.drop(
                    RetentionLimits(sentDeliveries: limit, endpoints: known), from: store, at: minutes(60))
                return try await store.operatingFigures().queues.map(\.name)
            }
            #expect(try await drop(known: ["desk"], before: minutes(30)) == ["desk"])
            #expect(try await drop(known: ["other"], before: minutes(-1)) == ["desk"])
            #expect(try await drop(known: ["other"], before: minutes(30)) == [])
            #expect(try await store.deliveries(DeliveryFilter()).isEmpty)
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("A delivery that died is kept as long as its article, and does not keep the journal for ever")
    func deadDeliveries() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [route])
            try await store.setCursor(of: "log", to: ChangeID(rawValue: 2))
            let due = try #require(try await store.due().first)
            try await store.record(.dead(reason: "500"), of: due.id, at: noon)
            try await drop(RetentionLimits(sentDeliveries: minutes(30)), from: store, at: minutes(60))
            #expect(try await store.deliveries(DeliveryFilter()).count == 1)
            try await drop(RetentionLimits(articles: minutes(30)), from: store, at: minutes(60))
            #expect(try await store.deliveries(DeliveryFilter()).isEmpty)
            #expect(try await store.kinds().isEmpty)
        }
    }

    @Test("A backup is a whole store, private, and overwrites nothing")
    func backup() async throws {
        try await withStore { store, feeds, folder in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            let copy = folder.appendingPathComponent("copy")
            try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
            let file = copy.appendingPathComponent("newswatch.db")
            try await store.backup(to: file)
            let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(permissions == 0o600)
            await #expect(throws: StoreError.self) { try await store.backup(to: file) }

            let restored = try NewsStore(directory: copy, access: .owner)
            #expect(try await restored.journal() == store.journal())
            #expect(try await restored.articles(ArticleFilter()) == store.articles(ArticleFilter()))
            #expect(try await restored.search(SearchQuery("pier", now: noon), limit: 9).count == 1)
            #expect(try await restored.examine().findings == [])
        }
    }

    @Test("A reader can make a backup beside the owner")
    func backupBeside() async throws {
        try await withStore { store, feeds, folder in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let reader = try NewsStore(directory: folder.appendingPathComponent("state"), access: .reader)
            let file = folder.appendingPathComponent("copy.db")
            try await reader.backup(to: file)
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test("Figures count what there is")
    func figures() async throws {
        try await withStore { store, feeds, _ in
            let entries = [article("1", Story.harbour.text), article("2", Story.orchard.text, verdict(.offTopic))]
            try await store.commit(pass(feeds[0], entries), routes: [Route(endpoint: "desk", kinds: [.storyNew])])
            let figures = try await store.figures(at: noon)
            #expect(figures.articles == 2)
            #expect(figures.relevance == [.onTopic: 1, .related: 0, .offTopic: 1])
            #expect(figures.stories == 1)
            #expect(figures.feeds == 3)
            #expect(figures.overdueFeeds == 2)
            #expect(figures.pendingDeliveries == 1)
            #expect(figures.oldestPending == noon)
            #expect(figures.lastChange == ChangeID(rawValue: 3))
            #expect(figures.databaseBytes > 0)
        }
    }
}
