import Foundation
import NewsModel
import Storing
import TestSupport
import Testing

@testable import Watching

@Suite("What is due, and when", .timeLimit(.minutes(2)))
struct SweepTests {
    private func feedServer() throws -> ScriptedServer {
        try ScriptedServer { request in
            .answer(200, body: TestWatch.rss([.init(id: request.target, title: "Title of \(request.target)")]))
        }
    }

    @Test("Each feed is asked when it falls due, and not before")
    func due() async throws {
        let server = try feedServer()
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: (0..<5).map { server.url("/\($0)") })
            try await test.polling {
                for round in 1...3 {
                    let asked = await server.requests(atLeast: 5 * round).map(\.target)
                    #expect(Set(asked.suffix(5)).count == 5)
                    #expect(asked.count == 5 * round)
                    while try await test.watch.store.nextDue().map({ $0 <= test.clock.now }) == true {
                        await Task.yield()
                    }
                    test.clock.advance(by: 2 * 86_400)
                }
                _ = await server.requests(atLeast: 20)
            }
            try await test.watch.close()
        }
    }

    @Test("More feeds than a page holds are all asked, although the first hundreds share a host that hangs")
    func pages() async throws {
        let hanging = try ScriptedServer { _ in .hang }
        let server = try feedServer()
        defer {
            hanging.close()
            server.close()
        }
        try await withTemporaryFolder { folder in
            // Another name for the same machine is another host.
            let stuck = (0..<600).map { "http://localhost:\(hanging.port)/\($0)" }
            let well = (0..<150).map { server.url("/\($0)") }
            let test = try await TestWatch(
                in: folder, feeds: stuck + well, fetch: ", concurrency: 4, per_host_connections: 1, timeout: 1h")
            try await test.polling { _ = await server.requests(atLeast: 150) }
            #expect(hanging.requests.count == 1)
            #expect(Set(server.requests.map(\.target)).count == 150)
            try await test.watch.close()
        }
    }

    @Test("A feed that comes with a reload is asked, and one whose address changed is asked there")
    func reload() async throws {
        let server = try feedServer()
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url("/old"), server.url("/same")])
            let sweep = try await Sweep(watch: test.watch)
            let task = Task { await sweep.refreshDue(longest: 0.01, beat: {}, each: { _ in }) }
            _ = await server.requests(atLeast: 2)
            try await test.reload(feeds: [server.url("/new"), server.url("/same"), server.url("/more")])
            await sweep.adoptSettings()
            let asked = await server.requests(atLeast: 4).map(\.target)
            #expect(Set(asked.prefix(2)) == ["/old", "/same"])
            #expect(Set(asked.dropFirst(2)) == ["/new", "/more"])
            task.cancel()
            await task.value
            try await test.watch.close()
        }
    }

    @Test("A clock that ran ahead keeps no feed from being asked once it is right again")
    func clock() async throws {
        let server = try feedServer()
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url("/a")])
            let right = test.clock.now
            test.clock.advance(by: 400 * 86_400)
            #expect(try await test.watch.once(all: false).fetched == 1)
            test.clock.advance(by: -400 * 86_400)
            #expect(try await test.watch.once(all: false).due == 0)
            // The wait that it had, from now on.
            let wait = try await test.feed(0).due.timeIntervalSince(right)
            #expect((900...86_400).contains(wait))
            test.clock.advance(by: wait)
            #expect(try await test.watch.once(all: false).due == 1)
            try await test.watch.close()
        }
    }

    @Test("A pass does not wait for a host that asks for a pause: its other feeds are skipped")
    func pause() async throws {
        let server = try ScriptedServer { _ in .answer(429, headers: [("Retry-After", "7200")]) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let feeds = (0..<5).map { server.url("/\($0)") }
            let test = try await TestWatch(in: folder, feeds: feeds, fetch: ", per_host_connections: 1")
            let report = try await test.watch.once(all: true)
            #expect(report.failed == 1)
            #expect(report.skipped == 4)
            #expect(server.requests.count == 1)
            let later = try await test.watch.once(all: true)
            #expect(later.skipped == 5)
            try await test.watch.close()
        }
    }

    @Test("A pass over many feeds ends soon when the network is down, and blames none")
    func networkDown() async throws {
        let server = try ScriptedServer { _ in .answer(200) }
        let port = server.port
        server.close()
        try await withTemporaryFolder { folder in
            let feeds = (1...80).map { "http://127.0.0.\($0):\(port)/feed" }
            let test = try await TestWatch(in: folder, feeds: feeds)
            let report = try await test.watch.once(all: true)
            #expect(report.failed < 60)
            #expect(report.failed + report.skipped == 80)
            let states = try await test.watch.store.feedStates()
            #expect(states.allSatisfy { $0.health.consecutiveFailures == 0 && $0.due <= test.clock.now })
            try await test.watch.close()
        }
    }

    @Test("A proxy of the settings is asked for every feed")
    func proxy() async throws {
        let proxy = try feedServer()
        defer { proxy.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: ["http://feed.example/rss"], fetch: ", proxy: '\(proxy.url())'")
            #expect(try await test.watch.once(all: true).fetched == 1)
            #expect(proxy.requests.map(\.target) == ["http://feed.example/rss"])
            try await test.watch.close()
        }
    }
}
