import Foundation
import NewsModel
import Notifying
import Storing
import TestSupport
import Testing

@testable import Watching

@Suite("People are left in peace, and told why", .timeLimit(.minutes(1)))
struct QuietTests {
    private static let feed = TestWatch.rss(
        (1...6).map { number in
            .init(
                id: "\(number)", title: "The moon base, part \(number)",
                text: [
                    "Rockets carry steel and glass to the south pole.",
                    "Potatoes grow badly in grey dust, farmers say.",
                    "Engineers argue about the colour of the airlock.", "The budget committee wants to see receipts.",
                    "Children of three schools drew the flag.", "An insurance company refuses to cover meteors.",
                ][number - 1])
        })

    /// A watch at 21:00 UTC on the day of `TestClock`, over a feed with six stories, and a receiver that accepts.
    private func withWatch(
        _ webhook: String, more: String = "", _ body: (TestWatch, ScriptedServer) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let nine = try #require(ClockTime("21:00")?.next(after: clock.now, in: .gmt))
        clock.advance(by: nine.timeIntervalSince(clock.now))
        let well: ScriptedServer.Script = { _ in .answer(200) }
        try await TestWatch.withReceiver(
            feed: Self.feed, answering: well, webhook: webhook, more: more, clock: clock, body)
    }

    private func ids(_ receiver: ScriptedServer) -> [String] {
        receiver.requests.compactMap { $0.header("webhook-id") }
    }

    @Test("Quiet hours send nothing; at their end what waited comes as one message")
    func night() async throws {
        try await withWatch(", quiet_hours: { from: 20:00, to: 07:00 }") { test, receiver in
            _ = try await test.watch.once(all: true)
            #expect(receiver.requests.isEmpty)
            #expect(try await test.watch.store.pendingDeliveries() == 6)
            #expect(try test.contents(of: "digest.md").contains("6 alerts held back for quiet hours, until"))
            test.clock.advance(by: 9 * 3600)
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.isEmpty)
            test.clock.advance(by: 3600)
            let report = try await test.watch.once(all: false)
            #expect(report.deliveries == Outbox.Report(sent: 1, failed: 0))
            let body = String(decoding: try #require(receiver.requests.first).body, as: UTF8.self)
            #expect(body.contains("alerts.gathered"))
            for number in 1...6 { #expect(body.contains("The moon base, part \(number)")) }
            #expect(try await test.watch.store.pendingDeliveries() == 0)
            #expect(try test.contents(of: "digest.md").contains("6 alerts told in 1 message"))
        }
    }

    @Test("A reload that takes the quiet hours away lets what waits go out at once")
    func reloaded() async throws {
        try await withWatch(", quiet_hours: { from: 20:00, to: 07:00 }") { test, receiver in
            _ = try await test.watch.once(all: true)
            #expect(receiver.requests.isEmpty)
            try await test.reload(feeds: [], notify: TestWatch.webhook(receiver.url("/hook")))
            #expect(try await test.watch.once(all: false).deliveries == Outbox.Report(sent: 6, failed: 0))
        }
    }

    @Test("A cap lets so many through, and the rest an hour later as one")
    func cap() async throws {
        try await withWatch(", alerts_per_hour: 2") { test, receiver in
            _ = try await test.watch.once(all: true)
            #expect(receiver.requests.count == 2)
            test.clock.advance(by: 3599)
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.count == 2)
            test.clock.advance(by: 2)
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.count == 3)
            #expect(Set(ids(receiver)).count == 3)
            #expect(try await test.watch.store.pendingDeliveries() == 0)
        }
    }

    @Test("A muted story is recorded and counted; what someone asks for by hand goes out in quiet hours too")
    func muted() async throws {
        try await withWatch(", quiet_hours: { from: 20:00, to: 20:30 }") { test, receiver in
            _ = try await test.watch.store.mute(.feed("Feed 0"), until: nil, at: test.clock.now)
            _ = try await test.watch.once(all: true)
            #expect(receiver.requests.isEmpty)
            var filter = DeliveryFilter()
            filter.states = [.muted]
            let muted = try await test.watch.store.deliveries(filter)
            #expect(muted.map(\.lastError) == Array(repeating: "muted: feed Feed 0", count: 6))
            #expect(try test.contents(of: "digest.md").contains("6 alerts not sent"))
            test.clock.advance(by: 23 * 3600 + 600)
            #expect(try await test.watch.store.retry(muted[0].id, at: test.clock.now))
            _ = try await test.watch.once(all: false)
            #expect(receiver.requests.count == 1)
        }
    }

    @Test("The digest of the day is mailed once at its hour, late rather than never, and again until it is taken")
    func mail() async throws {
        try await withTemporaryFolder { folder in
            let tool = folder.appendingPathComponent("sendmail")
            try "#!/bin/sh\n[ -e \(folder.path)/open ] || exit 75\ncat >>\(folder.path)/mails\n"
                .write(to: tool, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
            let mail = ", mail: { to: a@example.org, from: b@example.org, at: 20:00, command: \(tool.path) -t }"
            try await withWatch("", more: mail) { test, _ in
                func mails() -> Int {
                    let text = (try? String(contentsOf: folder.appendingPathComponent("mails"), encoding: .utf8)) ?? ""
                    return text.components(separatedBy: "Message-ID: ").count - 1
                }
                var filter = DeliveryFilter()
                filter.endpoint = "mail"
                _ = try await test.watch.once(all: true)
                #expect(try await test.watch.store.deliveries(filter).isEmpty)
                // Off at eight in the evening, on again at midnight.
                test.clock.advance(by: 27 * 3600)
                _ = try await test.watch.once(all: false)
                let refused = try #require(try await test.watch.store.deliveries(filter).first)
                #expect(refused.attempts == 1)
                #expect(refused.lastError?.contains("ended with code 75") == true)
                #expect(refused.change.detail.digest?.to == test.clock.now)
                try Data().write(to: folder.appendingPathComponent("open"))
                test.clock.advance(by: 60)
                _ = try await test.watch.once(all: false)
                #expect(try await test.watch.store.deliveries(filter).map(\.state) == [.sent])
                #expect(mails() == 1)
                test.clock.advance(by: 3600)
                _ = try await test.watch.once(all: false)
                #expect(mails() == 1)
                test.clock.advance(by: 24 * 3600)
                _ = try await test.watch.once(all: false)
                #expect(mails() == 2)
            }
        }
    }
}
