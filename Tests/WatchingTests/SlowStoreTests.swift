import Foundation
import NewsModel
import Storing
import Synchronization
import TestSupport
import Testing

@testable import Watching

@Suite("A store that is slow or stuck", .timeLimit(.minutes(2)))
struct SlowStoreTests {
    @Test("Transfers go on while another program holds the database, and nothing is asked twice")
    func transfersGoOn() async throws {
        let server = try ScriptedServer { request in
            .answer(200, body: TestWatch.rss([.init(id: request.target, title: "Title of \(request.target)")]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: (0..<120).map { server.url("/\($0)") })
            let lock = try test.lock()
            async let report = test.watch.once(all: true)
            // Far more than may be asked at once.
            _ = await server.requests(atLeast: 120)
            #expect(try await test.watch.store.articles(.init()).isEmpty)
            try lock.letGo()
            #expect(try await report.fetched == 120)
            #expect(try await report.commits.newArticles == 120)
            #expect(server.requests.count == 120)
            try await test.watch.close()
        }
    }

    @Test("When too much waits to be stored nobody is asked until there is room again")
    func bounded() async throws {
        let isStuck = Mutex(true)
        let askedWhileStuck = Mutex(0)
        let server = try ScriptedServer { request in
            if isStuck.withLock({ $0 }) { askedWhileStuck.withLock { $0 += 1 } }
            return .answer(200, body: TestWatch.rss([.init(id: request.target, title: "T")]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let feeds = (0..<40).map { server.url("/\($0)") }
            let test = try await TestWatch(
                in: folder, feeds: feeds, fetch: ", per_host_connections: 4, concurrency: 4")
            let states = try await test.watch.store.feedStates()
            let lock = try test.lock()
            let sweep = try await Sweep(watch: test.watch, unstoredLimit: 1)
            let done = Mutex(0)
            async let sweeping: Void = sweep.refreshAll(states) { _ in done.withLock { $0 += 1 } }
            _ = await server.requests(atLeast: 1)
            for _ in 0..<1000 { await Task.yield() }
            isStuck.withLock { $0 = false }
            try lock.letGo()
            await sweeping
            #expect(askedWhileStuck.withLock { $0 } <= 4)
            #expect(done.withLock { $0 } == 40)
            try await test.watch.close()
        }
    }
}
