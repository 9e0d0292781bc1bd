import Foundation
import GRDB
import NewsModel
import Storing
import StrictYAML
import Synchronization
import TestSupport
import Testing

@testable import Watching

/// A clock that stands until a test moves it.
final class TestClock: Sendable {
    private let time = Mutex(Date(timeIntervalSince1970: 1_795_000_000))

    var now: Date { time.withLock { $0 } }

    func advance(by seconds: TimeInterval) { time.withLock { $0 += seconds } }
}

/// A lock on the database file that another program holds.
struct DatabaseLock {
    private let connection: DatabaseQueue

    init(_ file: URL) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        connection = try DatabaseQueue(path: file.path, configuration: configuration)
        try connection.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    func letGo() throws {
        try connection.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try connection.close()
    }
}

/// A watch over scripted servers in a folder of its own, with a small topic and a clock that the test moves.
struct TestWatch {
    let watch: Watch
    let clock: TestClock
    private let folder: URL

    /// - Parameters:
    ///   - feeds: Addresses, or paths of `server`.
    ///   - notify: Members of the `notify` section in YAML's flow style.
    ///   - fetch: Members of the `fetch` section, after a comma, in place of those that let a host be asked much at once.
    init(
        in folder: URL, feeds: [String], notify: String = "baseline: alert", fetch: String = "",
        clock: TestClock = TestClock()
    ) async throws {
        self.folder = folder
        self.clock = clock
        try Self.topic.write(to: folder.appendingPathComponent("topic.yaml"), atomically: true, encoding: .utf8)
        watch = try await Watch(plan: Self.plan(in: folder, feeds, notify, fetch), clock: { clock.now })
    }

    static func plan(in folder: URL, _ feeds: [String], _ notify: String, _ fetch: String) throws -> Plan {
        let list = feeds.enumerated().map { "  - { name: Feed \($0.offset), url: '\($0.element)' }" }
        try "feeds:\n\(list.joined(separator: "\n"))\n"
            .write(to: folder.appendingPathComponent("feeds.yaml"), atomically: true, encoding: .utf8)
        let file = folder.appendingPathComponent("newswatch.yaml")
        try """
        topic: topic.yaml
        feeds: feeds.yaml
        state: state
        log: { level: critical }
        fetch: { private_addresses: allow, per_host_gap: 0s\(fetch.isEmpty ? ", per_host_connections: 8, timeout: 5s" : fetch) }
        notify: { \(notify) }
        """.write(to: file, atomically: true, encoding: .utf8)
        return try Plan.load(at: file, environment: [:])
    }

    /// A watch over one feed, and a receiver that answers as told; all end with the body.
    ///
    /// - Parameters:
    ///   - feed: What the feed holds when it is asked.
    ///   - webhook: Members of the receiver's webhook, after a comma.
    ///   - more: Members of the `notify` section, after a comma.
    static func withReceiver(
        feed: @escaping @autoclosure @Sendable () -> String, answering answer: @escaping ScriptedServer.Script,
        webhook: String = "", more: String = "", clock: TestClock = TestClock(),
        _ body: (TestWatch, ScriptedServer) async throws -> Void
    ) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: feed()) }
        let receiver = try ScriptedServer(answer)
        defer {
            server.close()
            receiver.close()
        }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(
                in: folder, feeds: [server.url()], notify: Self.webhook(receiver.url("/hook"), webhook) + more,
                clock: clock)
            try await body(test, receiver)
            try await test.watch.close()
        }
    }

    /// Puts another list of feeds in force, as SIGHUP does.
    func reload(feeds: [String], notify: String = "baseline: alert") async throws {
        try await watch.apply(Self.plan(in: folder, feeds, notify, ""))
    }

    /// The plan of settings in another folder, with its own state.
    static func foreignPlan(in folder: URL) throws -> Plan {
        try topic.write(to: folder.appendingPathComponent("topic.yaml"), atomically: true, encoding: .utf8)
        return try plan(in: folder, [], "baseline: alert", "")
    }

    func contents(of file: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("state").appendingPathComponent(file), encoding: .utf8)
    }

    /// Asks what is due, as the daemon does, until the body is done.
    func polling(_ body: () async throws -> Void) async throws {
        let sweep = try await Sweep(watch: watch)
        // The clock stands, so the sweep looks at it often.
        let task = Task { await sweep.refreshDue(longest: 0.01, beat: {}, each: { _ in }) }
        defer { task.cancel() }
        try await body()
        task.cancel()
        await task.value
    }

    /// Lets another program hold the database for writing until it is told to let go.
    func lock() throws -> DatabaseLock {
        try DatabaseLock(folder.appendingPathComponent("state/newswatch.db"))
    }

    /// The health of a feed by its place in the list.
    func feed(_ index: Int) async throws -> FeedState {
        try #require(try await watch.store.feedState(named: "Feed \(index)"))
    }

    /// A webhook named `desk`, in YAML's flow style.
    static func webhook(_ url: String, _ more: String = "") -> String {
        """
        baseline: alert, webhooks: [{ name: desk, url: '\(url)', \
        secret: whsec_c2l4dGVlbiBieXRlcyBhdCBsZWFzdCBmb3IgdGhpcw==\(more) }]
        """
    }

    static func rss(_ items: [Item]) -> String {
        "<rss version=\"2.0\"><channel><title>T</title>\(items.map(\.xml).joined())</channel></rss>"
    }

    struct Item {
        var id: String
        var title: String
        var text = "Words that say little."
        var link: String?

        var xml: String {
            """
            <item><title>\(title)</title><guid isPermaLink="false">\(id)</guid><description>\(text)</description>\
            <link>\(link ?? "https://outlet.example/\(id)")</link></item>
            """
        }
    }

    /// On topic is what speaks of the moon base.
    static let topic = """
        name: moon-base
        version: 1
        concepts:
          moon_base: { gloss: moon base, forms: { en: [moon base] } }
        relevance:
          features:
            named: { says: names the moon base, when: [{ window: article, all: [moon_base] }] }
          weights: { named: 8 }
          baseline: -4
          thresholds: { on_topic: 0.5, related: 0.3 }
        tags: {}
        """
}
