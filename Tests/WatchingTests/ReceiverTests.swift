import Foundation
import NewsModel
import Notifying
import Storing
import Synchronization
import TestSupport
import Testing

@testable import Watching

/// How a receiver answers while something is wrong with it.
enum Illness: String, CaseIterable, Sendable {
    case none, created, moved, refusing, busySeconds, busyDate, broken, overloaded, silent, half, garbage, dripping

    func answer(at now: Date) -> ScriptedAnswer {
        switch self {
        case .none: .answer(200)
        case .created: .answer(201)
        case .moved: .answer(301, headers: [("Location", "/elsewhere")])
        case .refusing: .answer(400)
        case .busySeconds: .answer(429, headers: [("Retry-After", "7200")])
        case .busyDate: .answer(429, headers: [("Retry-After", Self.httpDate(now.addingTimeInterval(7200)))])
        case .broken: .answer(500)
        case .overloaded: .answer(502)
        case .silent: .hang
        case .half: .raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf of it")
        case .garbage: .raw("nonsense\r\n\r\n")
        case .dripping:
            ScriptedAnswer(steps: [
                .drip(
                    Array("HTTP/1.1 200 OK\r\nX: ".utf8) + Array(repeating: 0x61, count: 10_000), pauseMilliseconds: 20)
            ])
        }
    }

    var isWell: Bool { self == .none || self == .created }

    private static func httpDate(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: date)
    }
}

@Suite("Three days with a receiver, two of them bad", .timeLimit(.minutes(2)))
struct ReceiverTests {
    private struct Request: Sendable {
        var id: String
        var at: Date
        var isAccepted: Bool
    }

    private static let day: TimeInterval = 86_400

    private static let morning = TestWatch.rss([
        .init(id: "1", title: "A moon base is planned", text: "The agency wants to build it beside the south pole."),
        .init(
            id: "2", title: "Farmers doubt the moon base", text: "Milk and potatoes cannot be grown there, they say."),
    ])
    private static let evening = TestWatch.rss([
        .init(id: "1", title: "A moon base is cancelled", text: "The agency has no money left for the south pole."),
        .init(
            id: "2", title: "Farmers doubt the moon base", text: "Milk and potatoes cannot be grown there, they say."),
    ])

    @Test(
        "Everything arrives once, in each story's order, and people hear once of what is wrong",
        arguments: Illness.allCases)
    func threeDays(illness: Illness) async throws {
        let isEvening = Mutex(false)
        let server = try ScriptedServer { _ in
            .answer(200, body: isEvening.withLock { $0 } ? Self.evening : Self.morning)
        }
        let requests = Mutex<[Request]>([])
        let isIll = Mutex(true)
        let clock = TestClock()
        let receiver = try ScriptedServer { request in
            let accepts = illness.isWell || !isIll.withLock { $0 }
            requests.withLock {
                $0.append(Request(id: request.header("webhook-id") ?? "", at: clock.now, isAccepted: accepts))
            }
            return accepts && !illness.isWell ? .answer(200) : illness.answer(at: clock.now)
        }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: [server.url()], notify: TestWatch.webhook(receiver.url("/hook")), clock: clock)
            let begin = clock.now
            _ = try await test.watch.once(all: true)
            isEvening.withLock { $0 = true }
            clock.advance(by: 60)
            _ = try await test.watch.once(all: true)
            try await deliver(test, from: begin) { isIll.withLock { $0 = $0 && clock.now < begin + 2 * Self.day } }

            var filter = DeliveryFilter()
            filter.endpoint = "desk"
            let deliveries = try await test.watch.store.deliveries(filter).sorted { $0.id < $1.id }
            #expect(deliveries.map(\.state) == [.sent, .sent, .sent])
            let ids = deliveries.map { WebhookMessage.identifier(change: $0.change.id, endpoint: "desk") }
            let accepted = requests.withLock { $0 }.filter(\.isAccepted).map(\.id)
            #expect(accepted.sorted() == ids.sorted())
            #expect(deliveries.last?.change.kind == .storyUpdated)
            let updated = try #require(deliveries.last)
            let first = try #require(deliveries.first { $0.story == updated.story && $0.id != updated.id })
            let order = accepted.filter {
                $0 == ids[2] || $0 == WebhookMessage.identifier(change: first.change.id, endpoint: "desk")
            }
            #expect(order.last == ids[2])

            let kinds = try await test.watch.store.changes(after: ChangeID(rawValue: 0), limit: 100).map(\.kind)
            let expected: [ChangeKind] = illness.isWell ? [] : [.endpointFailing, .endpointRecovered]
            #expect(kinds.filter { [.endpointFailing, .endpointRecovered].contains($0) } == expected)
            checkPauses(requests.withLock { $0 }, of: illness)
            try await test.watch.close()
        }
    }

    /// Goes from one due time to the next until three days are over.
    private func deliver(_ test: TestWatch, from begin: Date, step: () -> Void) async throws {
        var endpoint = try #require(test.watch.parts.plan.webhooks.first)
        endpoint.timeout = .milliseconds(300)
        while let next = try await test.watch.store.nextTry(endpoint: "desk"), next < begin + 3 * Self.day {
            test.clock.advance(by: max(0.001, next.timeIntervalSince(test.clock.now)))
            step()
            _ = try await test.watch.parts.outbox.deliver(to: .webhook(endpoint))
        }
    }

    /// A message that was refused is not sent again before the receiver wants it.
    private func checkPauses(_ requests: [Request], of illness: Illness) {
        let pause: TimeInterval = illness == .busySeconds || illness == .busyDate ? 7199 : 4
        for tries in Dictionary(grouping: requests, by: \.id).values {
            for (one, next) in zip(tries, tries.dropFirst()) where !illness.isWell {
                #expect(next.at.timeIntervalSince(one.at) >= pause)
            }
        }
    }

    @Test("410 is told of at once, and everything arrives when someone opens the endpoint again")
    func gone() async throws {
        let isGone = Mutex(true)
        let script: ScriptedServer.Script = { _ in .answer(isGone.withLock { $0 } ? 410 : 200) }
        try await TestWatch.withReceiver(feed: Self.morning, answering: script) { test, receiver in
            _ = try await test.watch.once(all: true)
            #expect(receiver.requests.count == 1)
            #expect(try test.contents(of: "changes.jsonl").contains("endpoint.failing"))
            #expect(try test.contents(of: "digest.md").contains("disabled by its own answer"))
            isGone.withLock { $0 = false }
            test.clock.advance(by: 60)
            #expect(try await test.watch.store.retryDead(endpoint: nil, at: test.clock.now) == 2)
            _ = try await test.watch.once(all: false)
            #expect(try test.contents(of: "changes.jsonl").contains("endpoint.recovered"))
            #expect(try test.contents(of: "digest.md").contains("is back"))
        }
    }
}
