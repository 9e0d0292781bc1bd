import Foundation
import Synchronization
import TestSupport
import Testing

/// Nothing lost, nothing twice, whenever the process is killed.
///
/// `make crash-test KILLS=200` kills more often.
@Suite("A process that is killed again and again", .timeLimit(.minutes(20)))
struct CrashTests {
    private static let kills = ProcessInfo.processInfo.environment["NEWSWATCH_KILLS"].flatMap { Int($0) } ?? 8
    private static let feeds = 4

    /// Feeds that gain an entry with every request, each of them on topic and told in words of its own.
    private final class GrowingFeeds: Sendable {
        private let counts = Mutex([String: Int]())

        var entries: Int { counts.withLock { $0.values.reduce(0, +) } }

        func document(_ target: String, growing: Bool) -> String {
            let count = counts.withLock { counts in
                if growing { counts[target, default: 0] += 1 }
                return counts[target] ?? 0
            }
            let items = (0..<count).map { index in
                let words = (0..<40).map { Self.word("\(target) \(index) \($0)") }.joined(separator: " ")
                return (
                    id: "\(target.dropFirst())-\(index)",
                    title: "Russia and North Korea cite Article 4 of their treaty on \(Self.word("\(target)\(index)"))",
                    body: "The treaty on comprehensive strategic partnership was invoked. \(words)."
                )
            }
            return WatchFolder.rss(items)
        }

        /// A made-up word, the same for the same seed.
        private static func word(_ seed: String) -> String {
            var hash = seed.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
            return String(
                (0..<7).map { _ in
                    hash = hash &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(hash >> 59) % 26))
                })
        }
    }

    private struct Line: Decodable {
        struct Content: Decodable {
            struct Story: Decodable { let id: Int }

            let change: Int
            let story: Story?
        }

        let type: String
        let data: Content
    }

    @Test("Every article is stored once, every change numbered once, every alert delivered under one id")
    func killed() async throws {
        let program = try Program()
        let growing = GrowingFeeds()
        let isGrowing = Mutex(true)
        let server = try ScriptedServer { request in
            .answer(200, body: growing.document(request.target, growing: isGrowing.withLock { $0 }))
        }
        let receiver = try ScriptedServer { _ in .answer(204) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let notify = """
                  baseline: alert
                  webhooks:
                    - { name: desk, url: '\(receiver.url("/hook"))', secret: \(SignatureCheck.secret), events: [story.new] }

                """
            let watch = try WatchFolder(
                in: folder, feeds: (0..<Self.feeds).map { ("Feed \($0)", server.url("/f\($0)")) }, notify: notify)
            let arguments = ["once", "--all", "--config", watch.settings]
            for round in 0..<Self.kills {
                let running = try program.start(arguments)
                // Sometimes while feeds are asked, sometimes while alerts are sent.
                if round.isMultiple(of: 2) {
                    _ = await server.requests(atLeast: server.requests.count + 1 + round % Self.feeds)
                } else {
                    _ = await receiver.requests(atLeast: receiver.requests.count + 1)
                }
                running.send(signal: SIGKILL)
                _ = try await running.result()
            }
            isGrowing.withLock { $0 = false }
            let last = try await program.run(arguments)
            #expect(last.status == 0, "\(last.errors)")

            let listed = try await program.run(["articles", "--json", "--limit", "100000", "--config", watch.settings])
            let articles = listed.output.split(separator: "\n")
            #expect(articles.count == growing.entries)

            let lines = try watch.contents(of: "changes.jsonl").split(separator: "\n")
                .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
            let byChange = Dictionary(grouping: lines, by: \.data.change)
            #expect(byChange.keys.sorted() == Array(1...byChange.count))
            let stories = Set(byChange.values.compactMap(\.first).filter { $0.type == "story.new" }.map(\.data.change))
            #expect(stories.count == growing.entries)

            let delivered = Dictionary(grouping: receiver.requests) { $0.header("webhook-id") ?? "" }
            #expect(Set(delivered.keys) == Set(stories.map { "chg_\($0)_desk" }))
            #expect(receiver.requests.allSatisfy(SignatureCheck.isValid))
            #expect(delivered.values.allSatisfy { Set($0.map(\.body)).count == 1 })
        }
    }
}
