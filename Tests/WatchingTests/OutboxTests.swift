import Foundation
import NewsModel
import Storing
import Synchronization
import TestSupport
import Testing

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
        let server = try ScriptedServer { _ in .answer(200, body: Self.feed) }
        let receiver = try ScriptedServer(answer)
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: [server.url()], notify: TestWatch.webhook(receiver.url("/hook")))
            try await body(test, receiver)
            try await test.watch.close()
        }
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
