import Foundation
import NewsModel
import Storing
import Testing

struct FeedTests {
    @Test("The state of a feed comes back as it was committed")
    func roundTrip() async throws {
        try await withStore { store, feeds, _ in
            var state = feeds[0]
            state.title = "Alpha News"
            state.validators = Validators(etag: "W/\"x\"", lastModified: nil)
            state.bodyFingerprint = .max
            state.due = minutes(60)
            state.lastAttempt = noon
            state.lastSuccess = noon
            state.lastNewEntry = noon
            state.lastUnconditional = noon
            state.pace.entriesPerDay = 3.5
            state.pace.window = 20
            state.pace.usualSilenceSeconds = 7200
            state.pace.intervalSeconds = 1800
            state.hints.ttlMinutes = 30
            state.hints.skipHours = [0, 23]
            state.hints.skipDays = [1, 7]
            state.hints.updatePeriodSeconds = 3600
            state.health.consecutiveFailures = 2
            state.health.lastFailure = FeedFailure(kind: .blockedPage, reason: "a login page", at: noon)
            state.health.failingSince = noon
            state.health.silentSince = noon
            state.health.floodSince = noon
            state.health.movedTo = "https://new.example/feed"
            state.health.movedCount = 2
            state.encoding = TextEncoding(name: "EUC-KR", step: .httpCharset, looksGarbled: true)
            try await store.commit(FeedPass(state: state, at: noon), routes: [])
            #expect(try await store.feedState(named: "alpha") == state)
            #expect(try await store.feedStates().map(\.feed.name) == ["alpha", "beta", "gamma"])
        }
    }

    @Test("Due are the feeds whose time has come, the longest waiting first")
    func due() async throws {
        try await withStore { store, feeds, _ in
            var states = feeds
            states[0].due = minutes(30)
            states[1].due = minutes(10)
            states[2].due = minutes(5)
            states[2].health.goneSince = noon
            try await store.commit(states.map { PreparedPass(FeedPass(state: $0, at: noon)) }, routes: [])
            #expect(try await store.due(at: minutes(9), limit: 10).isEmpty)
            #expect(try await store.due(at: minutes(60), limit: 10).map(\.feed.name) == ["beta", "alpha"])
            #expect(try await store.due(at: minutes(60), limit: 1).map(\.feed.name) == ["beta"])
            #expect(try await store.nextDue() == minutes(10))
            let beta = DuePosition(of: try #require(try await store.feedState(named: "beta")))
            #expect(try await store.due(at: minutes(60), after: beta, limit: 10).map(\.feed.name) == ["alpha"])
            #expect(try await store.nextDue(after: beta) == minutes(30))
        }
    }

    @Test("A feed that changed its name keeps its memory; one that changed its address keeps its articles only")
    func edited() async throws {
        try await withStore(feeds: ["alpha"]) { store, feeds, _ in
            var state = feeds[0]
            state.validators = Validators(etag: "x", lastModified: nil)
            state.due = minutes(60)
            state.health.goneSince = noon
            let known = article("1", Story.harbour.text)
            try await store.commit(FeedPass(state: state, articles: [known], at: noon), routes: [])

            let renamed = try await store.registered(
                [Feed(name: "omega", url: "https://alpha.example/feed")], at: minutes(1))
            #expect(renamed[0].id == feeds[0].id)
            #expect(renamed[0].validators == state.validators)
            #expect(renamed[0].health.goneSince == noon)

            let moved = try await store.registered(
                [Feed(name: "omega", url: "https://omega.example/rss")], at: minutes(2))
            #expect(moved[0].id == feeds[0].id)
            #expect(moved[0].validators == nil)
            #expect(moved[0].health.goneSince == nil)
            #expect(moved[0].due == minutes(2))
            #expect(
                try await store.sightings(of: [(known.key, 1)], in: moved[0].id) == [.known(ArticleID(rawValue: 1))])
        }
    }

    @Test("Two feeds may swap their names")
    func swapped() async throws {
        try await withStore(feeds: ["alpha", "beta"]) { store, feeds, _ in
            let swapped = [
                Feed(name: "beta", url: "https://alpha.example/feed"),
                Feed(name: "alpha", url: "https://beta.example/feed"),
            ]
            let states = try await store.registered(swapped, at: noon)
            #expect(states.map(\.id) == feeds.map(\.id))
            #expect(states.map(\.feed.name) == ["beta", "alpha"])
        }
    }

    @Test("A feed that the settings no longer name is not asked, and not forgotten")
    func unlisted() async throws {
        try await withStore(feeds: ["alpha", "beta"]) { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            let beta = Feed(name: "beta", url: "https://beta.example/feed")
            try await store.register([beta], at: noon)
            #expect(try await store.feedStates().map(\.feed.name) == ["beta"])
            #expect(try await store.due(at: minutes(600), limit: 9).map(\.feed.name) == ["beta"])
            #expect(try await store.articles(ArticleFilter()).map(\.feed) == ["alpha"])
            let back = try await store.registered(
                [Feed(name: "alpha", url: "https://alpha.example/feed"), beta], at: noon)
            #expect(back.map(\.id) == feeds.map(\.id))
        }
    }

    @Test("A refresh that ends after the settings changed the address does not save the old validators")
    func stalePass() async throws {
        try await withStore(feeds: ["alpha"]) { store, feeds, _ in
            try await store.register([Feed(name: "alpha", url: "https://new.example/feed")], at: minutes(1))
            var late = feeds[0]
            late.validators = Validators(etag: "old", lastModified: nil)
            try await store.commit(FeedPass(state: late, at: minutes(2)), routes: [])
            #expect(try await store.feedState(named: "alpha")?.validators == nil)
        }
    }

    @Test("A host's wait is remembered until it is over, and never made shorter")
    func hostHold() async throws {
        try await withStore { store, _, _ in
            try await store.hold(host: "example.com", until: minutes(30))
            try await store.hold(host: "example.com", until: minutes(10))
            #expect(try await store.hostHolds(at: minutes(20)) == ["example.com": minutes(30)])
            #expect(try await store.hostHolds(at: minutes(30)).isEmpty)
        }
    }

    @Test("Small facts are remembered, replaced and forgotten")
    func memory() async throws {
        try await withStore { store, _, _ in
            #expect(try await store.memory("incident") == nil)
            try await store.remember("incident", "a")
            try await store.remember("incident", "b")
            #expect(try await store.memory("incident") == "b")
            try await store.remember("incident", nil)
            #expect(try await store.memory("incident") == nil)
        }
    }

    @Test("A failure that was the network's is taken back, and nothing else of what was stored meanwhile")
    func excused() async throws {
        try await withStore { store, feeds, _ in
            var states = feeds
            for (index, failures) in [1, 2, 0].enumerated() {
                states[index].health.consecutiveFailures = failures
                states[index].health.failuresBegan = failures > 0 ? noon : nil
                states[index].title = "kept"
                states[index].due = minutes(60)
            }
            try await store.commit(states.map { PreparedPass(FeedPass(state: $0, at: noon)) }, routes: [])
            try await store.excuse(feeds.map(\.id), at: minutes(1))
            let after = try await store.feedStates()
            #expect(after.map(\.health.consecutiveFailures) == [0, 2, 0])
            #expect(after.map(\.health.failuresBegan) == [nil, noon, nil])
            #expect(after.map(\.due) == [minutes(1), minutes(60), minutes(60)])
            #expect(after.allSatisfy { $0.title == "kept" })
        }
    }
}
