import Foundation
import Measuring
import NewsModel
import Synchronization
import TestSupport
import Testing

@testable import Storing
@testable import Watching

@Suite("What the daemon tells of its health", .timeLimit(.minutes(1)))
struct HealthTests {
    private static let run = RunRecord(
        pid: 7, version: "0.1.0", started: Date(timeIntervalSince1970: 1_794_999_000))

    private func vitals(_ watch: Watch, died: RunRecord? = nil) -> Vitals {
        Vitals(run: Self.run, died: died, pulse: watch.pulse)
    }

    private func page(_ test: TestWatch, _ vitals: Vitals) async throws -> PrometheusText {
        let text = await HealthDesk(watch: test.watch, vitals: vitals).metrics()
        if let promtool = Promtool() { #expect(try promtool.complaints(ofMetrics: text) == "") }
        return try PrometheusText(text)
    }

    /// One feed that gains an article, one that is refused, one that hides behind a hostile name; a webhook that fails.
    @Test("A pass over the feeds is counted, by what became of it")
    func counts() async throws {
        let revision = Atomic(0)
        let server = try ScriptedServer { request in
            guard request.target == "/good" else { return .answer(503, headers: [("Retry-After", "3600")]) }
            let count = revision.load(ordering: .relaxed)
            return .answer(
                200, body: TestWatch.rss((0...count).map { .init(id: "\($0)", title: "The moon base \($0) \($0)") }))
        }
        let receiver = try ScriptedServer { _ in .answer(500) }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: [server.url("/good"), server.url("/bad")],
                notify: TestWatch.webhook(receiver.url("/hook")))
            _ = try await test.watch.once(all: true)
            revision.store(1, ordering: .relaxed)
            test.clock.advance(by: 7200)
            _ = try await test.watch.once(all: true)

            let page = try await page(test, vitals(test.watch))
            let now = test.clock.now.timeIntervalSince1970
            #expect(page.value("newswatch_refreshes_total", ["result": "fetched"]) == 2)
            #expect(page.value("newswatch_refresh_failures_total", ["kind": "status"]) == 2)
            #expect(page.value("newswatch_refresh_failures_total", ["kind": "dns"]) == 0)
            #expect(page.value("newswatch_articles_total", ["sighting": "new"]) == 2)
            #expect(page.value("newswatch_articles_total", ["sighting": "known"]) == 1)
            #expect(page.value("newswatch_articles_judged_total", ["relevance": "on_topic"]) == 2)
            #expect(page.value("newswatch_changes_total", ["kind": "article.new"]) == 2)
            #expect(page.value("newswatch_feeds", ["condition": "well"]) == 1)
            #expect(page.value("newswatch_feed_last_success_timestamp_seconds", ["feed": "Feed 0"]) == now)
            #expect(page.value("newswatch_feed_last_success_timestamp_seconds", ["feed": "Feed 1"]) == nil)
            #expect(page.value("newswatch_feed_consecutive_failures", ["feed": "Feed 1"]) == 2)
            #expect(page.value("newswatch_feed_entries", ["feed": "Feed 0"]) == 2)
            #expect((page.value("newswatch_deliveries_total", ["endpoint": "desk", "result": "retry"]) ?? 0) >= 1)
            #expect((page.value("newswatch_outbox_pending", ["endpoint": "desk"]) ?? 0) >= 1)
            #expect(page.value("newswatch_outbox_age_seconds", ["endpoint": "desk"]) == 7200)
            #expect(page.value("newswatch_fetch_duration_seconds_count") == 4)
            #expect(page.value("newswatch_parse_duration_seconds_count") == 2)
            #expect(page.value("newswatch_refresh_duration_seconds_count") == 4)
            #expect((page.value("newswatch_commit_duration_seconds_count") ?? 0) >= 2)
            #expect((page.value("newswatch_delivery_duration_seconds_count", ["endpoint": "desk"]) ?? 0) >= 1)
            #expect((page.value("newswatch_database_size_bytes") ?? 0) > 0)
            #expect((page.value("newswatch_fetched_bytes_total") ?? 0) > 300)
            #expect(page.value("newswatch_last_change_timestamp_seconds") == now)
            #expect(page.value("newswatch_digest_last_written_timestamp_seconds") == now)
            #expect((page.value("process_resident_memory_bytes") ?? 0) > 1e6)

            // An endpoint that the settings no longer name alarms nobody.
            func troubles() async throws -> [String] {
                try await test.watch.parts.digest.material(from: .distantPast, to: test.clock.now)
                    .troubledEndpoints.map(\.name)
            }
            #expect(try await troubles() == ["desk"])
            try await test.reload(feeds: [])
            #expect(
                try await self.page(test, vitals(test.watch)).value("newswatch_outbox_pending", ["endpoint": "desk"])
                    == nil)
            #expect(try await troubles() == [])
        }
    }

    @Test("Every metric that can be shown is in the catalogue, and the whole catalogue can be shown")
    func catalogue() async throws {
        let receiver = try ScriptedServer { _ in .answer(204) }
        let server = try ScriptedServer { _ in
            .answer(200, body: TestWatch.rss([.init(id: "1", title: "The moon base")]))
        }
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: [server.url("/f")], notify: TestWatch.webhook(receiver.url("/hook")))
            _ = try await test.watch.once(all: true)
            test.watch.pulse.beat("scheduler")
            let shown = try await page(test, vitals(test.watch)).families
            #expect(Set(shown.keys) == Set(MetricCatalogue.all.map(\.name)))
            for family in MetricCatalogue.all { #expect(shown[family.name]?.type == family.kind.rawValue) }
        }
    }

    @Test("Feeds beyond the thousandth have no series of their own, and are counted")
    func cardinality() {
        let feeds = (0..<1003).map { number in
            var state = FeedState(
                id: FeedID(rawValue: Int64(number)), feed: Feed(name: "F\(number)", url: "https://f\(number).example/"),
                due: .distantFuture)
            state.lastSuccess = Self.run.started
            return state
        }
        var figures = OperatingFigures()
        figures.feeds = feeds
        let text = MetricPage(
            Measures(), Vitals(run: Self.run, died: nil, pulse: Pulse()), figures, digestWritten: nil, process: .now(),
            at: Self.run.started
        ).text
        let page = try? PrometheusText(text)
        #expect(page?.samples.count { $0.name == "newswatch_feed_last_success_timestamp_seconds" } == 1000)
        #expect(page?.value("newswatch_feeds_without_series") == 3)
        #expect(page?.value("newswatch_feeds", ["condition": "well"]) == 1003)
    }

    @Test("Whatever keeps the watch from its work makes it not ready, until it is over")
    func readiness() async throws {
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [])
            let died = RunRecord(pid: 6, version: "0.1.0", started: Self.run.started)
            let vitals = vitals(test.watch, died: died)
            let start = SuspendingClock.now
            test.watch.pulse.beat("scheduler", at: start)
            #expect(vitals.problems(at: start) == [])
            #expect(try await page(test, vitals).value("newswatch_previous_run_died") == 1)

            let stuck = vitals.problems(at: start.advanced(by: .seconds(61)))
            #expect(stuck == ["stuck: scheduler, nothing for 61 s"])
            vitals.settingsRefused("a.yaml:1:1: error: one\na.yaml:2:1: error: two")
            vitals.storeAnswered("disk I/O error")
            let problems = vitals.problems(at: start)
            #expect(problems.count == 3)
            #expect(problems.allSatisfy { !$0.contains("\n") })
            #expect(try await page(test, vitals).value("newswatch_ready") == 0)
            #expect(try await page(test, vitals).value("newswatch_settings_last_reload_successful") == 0)
            vitals.settingsLoaded(at: test.clock.now)
            vitals.storeAnswered(nil)
            #expect(vitals.problems(at: start) == [])
            vitals.stopping()
            #expect(vitals.problems(at: start) == ["stopping"])
        }
    }

    @Test("A writer that hangs shows no further turn of the store")
    func stuckStore() async throws {
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [])
            let gate = Gate()
            let (holds, held) = AsyncStream.makeStream(of: Void.self)
            async let hanging: Void = test.watch.store.write { _ in
                held.yield()
                gate.wait()
            }
            var iterator = holds.makeAsyncIterator()
            _ = await iterator.next()
            let turned = Mutex(false)
            async let turn: Void = {
                try await test.watch.store.takeTurn()
                turned.withLock { $0 = true }
            }()
            // Readers go on beside a writer that hangs: they alone would show nothing.
            _ = try await test.watch.store.nextDue()
            #expect(!turned.withLock { $0 })
            gate.open()
            try await hanging
            try await turn
            #expect(turned.withLock { $0 })
        }
    }

    @Test("The status is the same read back, from the daemon and from the store")
    func status() async throws {
        let server = try ScriptedServer { request in
            request.target == "/good"
                ? .answer(200, body: TestWatch.rss([.init(id: "1", title: "The moon base")])) : .answer(410)
        }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url("/good"), server.url("/gone")])
            _ = try await test.watch.once(all: true)
            let told = await StatusReport(test.watch, vitals(test.watch), at: test.clock.now)
            #expect(StatusReport(json: Array(told.json.utf8)) == told)
            #expect(told.run?.uptimeSeconds == 1000)
            #expect(told.feeds["well"] == 1)
            #expect(told.troubles.map(\.condition) == [.gone])
            #expect(told.articles?["on_topic"] == 1)

            var read = try await StatusReport(plan: test.watch.parts.plan, at: test.clock.now)
            #expect(read.source == .store)
            #expect(read.run == nil)
            read.source = .daemon
            read.run = told.run
            #expect(read == told)
        }
    }
}
