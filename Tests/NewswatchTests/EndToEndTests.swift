import Foundation
import Synchronization
import TestSupport
import Testing

/// From a feed on the network to a digest on disk and a signed webhook at a receiver, with the built program.
@Suite("The whole watch", .timeLimit(.minutes(2)))
struct EndToEndTests {
    private static let treaty = (
        id: "treaty-1", title: "Putin and Kim Jong Un sign comprehensive strategic partnership treaty in Pyongyang",
        body: """
        Russia and North Korea signed a treaty on comprehensive strategic partnership on Wednesday. Article 4 pledges \
        military assistance without delay if either side is attacked. Seoul called the pact a grave concern.
        """
    )
    private static let football = (
        id: "sport-1", title: "Late goal decides the derby", body: "The home side won in the last minute on Saturday."
    )

    private func webhook(_ url: String) -> String {
        """
          baseline: alert
          webhooks:
            - { name: desk, url: '\(url)', secret: \(SignatureCheck.secret) }

        """
    }

    private struct OnceReport: Decodable {
        let feeds: [String: Int]
        let articles: [String: Int]
        let relevance: [String: Int]
        let stories: [String: Int]
        let deliveries: [String: Int]
    }

    private func once(_ program: Program, _ watch: WatchFolder) async throws -> OnceReport {
        let result = try await program.run(["once", "--all", "--json", "--config", watch.settings])
        try #require(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(OnceReport.self, from: Data(result.output.utf8))
    }

    @Test("An article is found, told once, asked for politely, and told again when it is revised")
    func wholeWatch() async throws {
        let program = try Program()
        let document = Mutex(WatchFolder.rss([Self.treaty, Self.football]))
        let server = try ScriptedServer { request in
            let body = document.withLock { $0 }
            let etag = "\"\(body.utf8.count)\""
            if request.header("If-None-Match") == etag { return .answer(304, headers: [("ETag", etag)]) }
            return .answer(200, headers: [("ETag", etag), ("Content-Type", "application/rss+xml")], body: body)
        }
        let receiver = try ScriptedServer { _ in .answer(204) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let watch = try WatchFolder(
                in: folder, feeds: [("Outlet", server.url("/feed.xml"))], notify: webhook(receiver.url("/hook")))

            let first = try await once(program, watch)
            #expect(first.feeds == ["due": 1, "fetched": 1, "unchanged": 0, "failed": 0, "skipped": 0])
            #expect(first.articles == ["new": 2, "revised": 0, "known": 0])
            #expect(first.relevance == ["on_topic": 1, "related": 0, "off_topic": 1])
            #expect(first.deliveries == ["sent": 1, "failed": 0, "pending": 0])
            let alert = try #require(receiver.requests.first)
            #expect(SignatureCheck.isValid(alert))
            #expect(alert.header("webhook-id")?.hasPrefix("chg_") == true)
            #expect(String(decoding: alert.body, as: UTF8.self).contains("\"story.new\""))
            #expect(try watch.contents(of: "digest.md").contains("Putin and Kim Jong Un"))
            #expect(try watch.contents(of: "digest.html").contains("Putin and Kim Jong Un"))

            let second = try await once(program, watch)
            #expect(second.feeds["unchanged"] == 1)
            #expect(second.articles == ["new": 0, "revised": 0, "known": 0])
            #expect(receiver.requests.count == 1)

            var revised = Self.treaty
            revised.body += " Tokyo protested on Thursday and spoke of sanctions."
            document.withLock { [revised] in $0 = WatchFolder.rss([revised, Self.football]) }
            let third = try await once(program, watch)
            #expect(third.articles == ["new": 0, "revised": 1, "known": 1])
            #expect(receiver.requests.count == 2)
            let update = String(decoding: receiver.requests[1].body, as: UTF8.self)
            #expect(update.contains("\"story.updated\""))
            #expect(update.contains("Tokyo"))

            let lines = try watch.contents(of: "changes.jsonl").split(separator: "\n")
            let kinds = try lines.map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["type"]
                    as? String
            }
            #expect(kinds.filter { $0 == "article.new" }.count == 2)
            #expect(kinds.filter { $0 == "article.revised" }.count == 1)
        }
    }

    @Test("A kill while the receiver hangs loses nothing: the next run delivers under the same id")
    func killedWhileDelivering() async throws {
        let program = try Program()
        let server = try ScriptedServer { _ in .answer(200, body: WatchFolder.rss([Self.treaty])) }
        let receiver = try ScriptedServer { request in request.number == 0 ? .hang : .answer(200) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let watch = try WatchFolder(
                in: folder, feeds: [("Outlet", server.url("/feed.xml"))], notify: webhook(receiver.url("/hook")))
            let killed = try program.start(["once", "--all", "--config", watch.settings])
            let first = try #require(await receiver.requests(atLeast: 1).first)
            killed.send(signal: SIGKILL)
            _ = try await killed.result()

            let after = try await once(program, watch)
            #expect(after.articles["new"] == 0)
            #expect(after.deliveries["sent"] == 1)
            let second = try #require(receiver.requests.last)
            #expect(second.number == 1)
            #expect(second.header("webhook-id") == first.header("webhook-id"))
            #expect(second.body == first.body)
            #expect(SignatureCheck.isValid(second))
        }
    }

    @Test("A change log that nobody drains holds up no alert, and the daemon still stops")
    func undrainedChangeLog() async throws {
        let program = try Program()
        let server = try ScriptedServer { request in
            .answer(200, body: WatchFolder.rss(request.target == "/one" ? [Self.treaty] : [Self.football]))
        }
        // The second try of a message that was refused comes by the daemon's own loop, five seconds later.
        let receiver = try ScriptedServer { request in .answer(request.number == 0 ? 500 : 200) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let pipe = try FullPipe(at: folder.appendingPathComponent("log"))
            let watch = try WatchFolder(
                in: folder, feeds: [("One", server.url("/one")), ("Two", server.url("/two"))],
                notify: webhook(receiver.url("/hook")) + "  log: { path: '\(pipe.path)' }\n")
            let systemd = try DatagramSocket(at: folder.appendingPathComponent("notify").path)
            let daemon = try program.start(
                ["run", "--config", watch.settings],
                environment: ["NOTIFY_SOCKET": folder.appendingPathComponent("notify").path])
            #expect(systemd.receive().hasPrefix("READY=1\n"))
            let tries = await receiver.requests(atLeast: 2)
            #expect(Set(tries.map { $0.header("webhook-id") }).count == 1)
            daemon.send(signal: SIGTERM)
            #expect(try await daemon.result().status == 0)
        }
    }

    @Test("The daemon polls, reloads, keeps its settings when the new ones are bad, and stops at once")
    func daemon() async throws {
        let program = try Program()
        let server = try ScriptedServer { request in
            .answer(200, body: WatchFolder.rss([(request.target, "Title of \(request.target)", "Text.")]))
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let watch = try WatchFolder(in: folder, feeds: [("One", server.url("/one"))])
            let systemd = try DatagramSocket(at: folder.appendingPathComponent("notify").path)
            let daemon = try program.start(
                ["run", "--config", watch.settings],
                environment: ["NOTIFY_SOCKET": folder.appendingPathComponent("notify").path])
            #expect(systemd.receive().hasPrefix("READY=1\nSTATUS=Watching 1 feeds"))
            #expect(await server.requests(atLeast: 1).first?.target == "/one")

            let other = try await program.run(["once", "--config", watch.settings])
            #expect(other.status == 75)

            // As logrotate does, while somebody edits the feeds.
            let log = watch.state.appendingPathComponent("changes.jsonl")
            try FileManager.default.moveItem(at: log, to: log.appendingPathExtension("1"))
            try watch.write(feeds: [("One", server.url("/one")), ("Two", "gopher://bad.example/")])
            daemon.send(signal: SIGHUP)
            #expect(systemd.receive().hasPrefix("RELOADING=1\n"))
            #expect(systemd.receive().contains("the old ones stay"))
            #expect(FileManager.default.fileExists(atPath: log.path))

            try watch.write(feeds: [("One", server.url("/one")), ("Two", server.url("/two"))])
            daemon.send(signal: SIGHUP)
            #expect(systemd.receive().hasPrefix("RELOADING=1\n"))
            #expect(systemd.receive().hasPrefix("READY=1\nSTATUS=Watching 2 feeds"))
            #expect(await server.requests(atLeast: 2).last?.target == "/two")

            let asked = ContinuousClock.now
            daemon.send(signal: SIGTERM)
            #expect(systemd.receive().hasPrefix("STOPPING=1"))
            let result = try await daemon.result()
            #expect(result.status == 0)
            #expect(result.errors.contains("gopher"))
            #expect(asked.duration(to: .now) < .seconds(5))
        }
    }
}
