import Foundation
import GRDB
import NewsModel
import Synchronization
import TestSupport
import Testing

@testable import Storing
@testable import Watching

@Suite("Alerts are written with their change and sent until they are accepted", .timeLimit(.minutes(1)))
struct OutboxTests {
    private static let feed = TestWatch.rss([
        .init(id: "1", title: "A moon base is planned"), .init(id: "2", title: "Rain"),
    ])

    /// A watch over one feed with one alert in it, and a receiver that answers as told.
    private func withAlert(
        _ answer: @escaping ScriptedServer.Script, _ body: (TestWatch, ScriptedServer) async throws -> Void
    ) async throws {
        try await TestWatch.withReceiver(feed: Self.feed, answering: answer, body)
    }

    private func deliveries(_ test: TestWatch) async throws -> [Delivery] {
        var filter = DeliveryFilter()
        filter.limit = 100
        return try await test.watch.store.deliveries(filter)
    }

    @Test("One alert a story on topic, and none for the rest")
    func once() async throws {
        let script: ScriptedServer.Script = { _ in .answer(202) }
        try await withAlert(script) { test, receiver in
            let report = try await test.watch.once(all: true)
            #expect(report.deliveries == Outbox.Report(sent: 1, failed: 0))
            #expect(try await deliveries(test).map(\.state) == [.sent])
            #expect(receiver.requests.count == 1)
        }
    }

    @Test(
        "A refusal is tried again later under the same id, and given up in the end",
        arguments: [301, 400, 429, 500, 502])
    func refused(status: Int) async throws {
        let script: ScriptedServer.Script = { _ in .answer(status) }
        try await withAlert(script) { test, receiver in
            let report = try await test.watch.once(all: true)
            #expect(report.deliveries.failed == 1)
            #expect(report.pendingDeliveries == 1)
            for _ in 0..<12 {
                test.clock.advance(by: 2 * 86_400)
                _ = try await test.watch.once(all: false)
            }
            #expect(try await deliveries(test).map(\.state) == [.dead])
            let ids = receiver.requests.filter { $0.target == "/hook" }.map { $0.header("webhook-id") }
            #expect(ids.count == 10)
            #expect(Set(ids).count == 1)
        }
    }

    @Test("What was accepted is not sent again while the store takes no outcome, not after a reload either")
    func unrecorded() async throws {
        let script: ScriptedServer.Script = { _ in .answer(200) }
        try await withAlert(script) { test, receiver in
            try await test.watch.store.write {
                try $0.execute(
                    sql: """
                        CREATE TRIGGER stubborn BEFORE UPDATE OF attempts ON delivery \
                        BEGIN SELECT RAISE(ABORT, 'no'); END
                        """)
            }
            let first = try await test.watch.once(all: true)
            #expect(first.deliveries == Outbox.Report())
            #expect(receiver.requests.count == 1)
            test.clock.advance(by: 60)
            _ = try await test.watch.once(all: false)
            try await test.watch.apply(test.watch.parts.plan)
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.count == 1)
            #expect(try await deliveries(test).map(\.state) == [.pending])
            try await test.watch.store.write { try $0.execute(sql: "DROP TRIGGER stubborn") }
            let last = try await test.watch.once(all: false)
            #expect(last.deliveries == Outbox.Report(sent: 1, failed: 0))
            #expect(receiver.requests.count == 1)
            #expect(try await deliveries(test).map(\.state) == [.sent])
        }
    }

    @Test(
        "A receiver that is overloaded or does not answer is asked once, not once for each alert",
        arguments: [
            ScriptedAnswer.answer(429, headers: [("Retry-After", "3600")]), .answer(503), .raw("nonsense\r\n\r\n"),
        ])
    func overloaded(illness: ScriptedAnswer) async throws {
        let items = Mutex(
            (1...5).map { TestWatch.Item(id: "\($0)", title: "Moon base \($0)", text: Self.texts[$0 - 1]) })
        let isIll = Mutex(true)
        let script: ScriptedServer.Script = { _ in isIll.withLock { $0 } ? illness : .answer(200) }
        try await TestWatch.withReceiver(feed: TestWatch.rss(items.withLock { $0 }), answering: script) {
            test, receiver in
            let first = try await test.watch.once(all: true)
            #expect(first.deliveries == Outbox.Report(sent: 0, failed: 1))
            #expect(first.pendingDeliveries == 5)
            // What comes meanwhile does not ask either.
            items.withLock { $0.append(.init(id: "6", title: "Moon base 6", text: Self.texts[5])) }
            test.clock.advance(by: 2)
            #expect(try await test.watch.once(all: true).pendingDeliveries == 6)
            #expect(receiver.requests.count == 1)
            #expect(try await deliveries(test).map(\.attempts).sorted() == [0, 0, 0, 0, 0, 1])
            isIll.withLock { $0 = false }
            test.clock.advance(by: 3601)
            #expect(try await test.watch.once(all: false).deliveries == Outbox.Report(sent: 6, failed: 0))
        }
    }

    private static let texts = [
        "Rockets carry steel and glass to the south pole.", "Potatoes grow badly in grey dust, farmers say.",
        "Engineers argue about the colour of the airlock.", "The budget committee wants to see receipts.",
        "Children of three schools drew the flag.", "An insurance company refuses to cover meteors.",
    ]

    @Test("After 410 new settings open the endpoint again, by a reload as at the start; the same ones do not")
    func reopened() async throws {
        let script: ScriptedServer.Script = { request in .answer(request.target == "/hook" ? 410 : 200) }
        try await withAlert(script) { test, receiver in
            _ = try await test.watch.once(all: true)
            #expect(try await test.watch.store.disabledEndpoints().map(\.name) == ["desk"])
            try await test.watch.apply(test.watch.parts.plan)
            #expect(try await test.watch.store.disabledEndpoints().map(\.name) == ["desk"])
            try await test.reload(feeds: [], notify: TestWatch.webhook(receiver.url("/new")))
            #expect(try await test.watch.store.disabledEndpoints().isEmpty)
            #expect(try await test.watch.store.retryDead(endpoint: "desk", at: test.clock.now) == 1)
            #expect(try await test.watch.once(all: false).deliveries.sent == 1)
        }
    }

    @Test("410 ends the endpoint")
    func gone() async throws {
        let script: ScriptedServer.Script = { _ in .answer(410) }
        try await withAlert(script) { test, receiver in
            _ = try await test.watch.once(all: true)
            test.clock.advance(by: 86_400)
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.count == 1)
            #expect(try await test.watch.store.disabledEndpoints().map(\.name) == ["desk"])
        }
    }

    @Test(
        "Garbage and half an answer are failures, and the alert waits", arguments: ["nonsense\r\n\r\n", "HTTP/1.1 20"])
    func garbage(answer: String) async throws {
        let script: ScriptedServer.Script = { _ in .raw(answer) }
        try await withAlert(script) { test, _ in
            let report = try await test.watch.once(all: true)
            #expect(report.pendingDeliveries == 1)
        }
    }

    @Test("A first import is quiet by default")
    func baseline() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: Self.feed) }
        let receiver = try ScriptedServer { _ in .answer(200) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let notify = TestWatch.webhook(receiver.url()).replacingOccurrences(
                of: "baseline: alert", with: "baseline: quiet")
            let test = try await TestWatch(in: folder, feeds: [server.url()], notify: notify)
            let report = try await test.watch.once(all: true)
            #expect(report.commits.newArticles == 2)
            #expect(receiver.requests.isEmpty)
            #expect(try test.contents(of: "changes.jsonl").contains("story.new"))
            try await test.watch.close()
        }
    }

    private struct Line: Decodable {
        struct Content: Decodable { let change: Int }

        let data: Content
    }

    @Test("The change log holds each change once, over restarts too")
    func changeLog() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: Self.feed) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            for _ in 0..<2 {
                let test = try await TestWatch(in: folder, feeds: [server.url()])
                _ = try await test.watch.once(all: true)
                try await test.watch.close()
            }
            let lines = try String(contentsOf: folder.appendingPathComponent("state/changes.jsonl"), encoding: .utf8)
                .split(separator: "\n")
            let numbers = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).data.change }
            #expect(!numbers.isEmpty)
            #expect(numbers == Array(1...numbers.count))
        }
    }
}
