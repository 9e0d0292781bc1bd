import Foundation
import NewsModel
import Storing
import Synchronization
import TestSupport
import Testing

@testable import Watching

@Suite("A pass over the feeds", .timeLimit(.minutes(1)))
struct RefreshTests {
    @Test("The same address in two feeds is one article with two sources")
    func twoSources() async throws {
        let item = TestWatch.Item(id: "1", title: "A moon base is planned", link: "https://wire.example/moon")
        var other = item
        other.id = "other-1"
        other.link = "https://wire.example/moon/?utm_source=rss"
        let server = try ScriptedServer { [other] request in
            .answer(200, body: TestWatch.rss([request.target == "/a" ? item : other]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url("/a"), server.url("/b")])
            let report = try await test.watch.once(all: true)
            #expect(report.fetched == 2)
            #expect(report.commits.newArticles == 1)
            let articles = try await test.watch.store.articles(.init())
            #expect(articles.map { Set($0.feeds) } == [["Feed 0", "Feed 1"]])
            #expect(articles.map(\.verdict.relevance) == [.onTopic])
            try await test.watch.close()
        }
    }

    @Test("The same bytes end the way early, with and without validators", arguments: [true, false])
    func unchanged(withValidators: Bool) async throws {
        let body = TestWatch.rss([.init(id: "1", title: "One")])
        let server = try ScriptedServer { request in
            if request.header("If-None-Match") == "W/\"odd, one\"" { return .answer(304) }
            return .answer(200, headers: withValidators ? [("ETag", "W/\"odd, one\"")] : [], body: body)
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            _ = try await test.watch.once(all: true)
            let second = try await test.watch.once(all: true)
            #expect(second.unchanged == 1)
            #expect(second.commits == CommitReport())
            #expect(server.requests.last?.header("If-None-Match") == (withValidators ? "W/\"odd, one\"" : nil))
            try await test.watch.close()
        }
    }

    @Test("Validators of a document that could not be read are not kept")
    func unreadable() async throws {
        let server = try ScriptedServer { request in
            if request.header("If-None-Match") != nil { return .answer(304) }
            let body =
                request.number == 0 ? "<html><title>Oops</title></html>" : TestWatch.rss([.init(id: "1", title: "One")])
            return .answer(200, headers: [("ETag", "\"same\"")], body: body)
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            #expect(try await test.watch.once(all: true).failed == 1)
            #expect(try await test.watch.once(all: true).commits.newArticles == 1)
            try await test.watch.close()
        }
    }

    @Test("Only what is due is asked, unless all are wanted")
    func due() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: TestWatch.rss([.init(id: "1", title: "One")])) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            #expect(try await test.watch.once(all: false).due == 1)
            #expect(try await test.watch.once(all: false).due == 0)
            #expect(try await test.watch.once(all: true).due == 1)
            test.clock.advance(by: 2 * 86_400)
            #expect(try await test.watch.once(all: false).due == 1)
            try await test.watch.close()
        }
    }

    @Test(
        "What comes instead of a feed is a failure with its own name",
        arguments: [
            (200, "<html><head><title>Welcome</title></head><body>hello</body></html>", FeedFailure.Kind.notAFeed),
            (200, "{\"a\": 1}", .notAFeed), (500, "", .status), (404, "gone fishing", .status), (200, "", .empty),
        ])
    func failures(status: Int, body: String, kind: FeedFailure.Kind) async throws {
        let server = try ScriptedServer { _ in .answer(status, body: body) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            #expect(try await test.watch.once(all: true).failed == 1)
            let health = try await test.feed(0).health
            #expect(health.consecutiveFailures == 1)
            #expect(health.lastFailure?.kind == kind)
            try await test.watch.close()
        }
    }

    @Test("A feed that fails three times is told of once, and once more when it recovers")
    func failingAndRecovered() async throws {
        let isBroken = Mutex(true)
        let server = try ScriptedServer { _ in
            isBroken.withLock { $0 } ? .answer(503) : .answer(200, body: TestWatch.rss([.init(id: "1", title: "One")]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            for _ in 0..<5 {
                _ = try await test.watch.once(all: true)
                test.clock.advance(by: 86_400)
            }
            isBroken.withLock { $0 = false }
            _ = try await test.watch.once(all: true)
            let kinds = try await test.watch.store.changes(after: ChangeID(rawValue: 0), limit: 100).map(\.kind)
            #expect(kinds.filter { $0 == .feedFailing }.count == 1)
            #expect(kinds.filter { $0 == .feedRecovered }.count == 1)
            try await test.watch.close()
        }
    }

    @Test("A host that says Retry-After is left alone, even by a pass over all")
    func retryAfter() async throws {
        let server = try ScriptedServer { _ in .answer(429, headers: [("Retry-After", "3600")]) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url("/a")])
            #expect(try await test.watch.once(all: true).failed == 1)
            let second = try await test.watch.once(all: true)
            #expect(second.skipped == 1)
            #expect(server.requests.count == 1)
            test.clock.advance(by: 3601)
            #expect(try await test.watch.once(all: true).skipped == 0)
            #expect(server.requests.count == 2)
            try await test.watch.close()
        }
    }

    @Test("When no host can be reached it is the network, and counts against no feed")
    func networkDown() async throws {
        // A port that was free a moment ago, on five loopback hosts.
        let server = try ScriptedServer { _ in .answer(200) }
        let port = server.port
        server.close()
        try await withTemporaryFolder { folder in
            let feeds = (1...5).map { "http://127.0.0.\($0):\(port)/feed" }
            let test = try await TestWatch(in: folder, feeds: feeds)
            let report = try await test.watch.once(all: true)
            #expect(report.failed == 5)
            for index in 0..<5 {
                #expect(try await test.feed(index).health.consecutiveFailures == 0)
            }
            try await test.watch.close()
        }
    }

    @Test("One feed that hangs does not keep the others from being stored", .timeLimit(.minutes(1)))
    func hanging() async throws {
        let server = try ScriptedServer { request in
            request.target == "/hang"
                ? .hang : .answer(200, body: TestWatch.rss([.init(id: request.target, title: "T")]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let feeds = ["/hang", "/a", "/b", "/c"].map { server.url($0) }
            let test = try await TestWatch(in: folder, feeds: feeds)
            let report = try await test.watch.once(all: true)
            #expect(report.fetched == 3)
            #expect(report.failed == 1)
            #expect(try await test.feed(0).health.lastFailure?.kind == .timeout)
            try await test.watch.close()
        }
    }
}
