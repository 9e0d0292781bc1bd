import Foundation
import TestSupport

/// A folder with settings and feeds of its own, and the shipped topic, as a user would set one up.
struct WatchFolder {
    let folder: URL

    var settings: String { folder.appendingPathComponent("newswatch.yaml").path }
    var state: URL { folder.appendingPathComponent("state") }

    /// - Parameters:
    ///   - feeds: Name and address of each feed.
    ///   - notify: YAML of the `notify` section, indented by two spaces.
    init(in folder: URL, feeds: [(name: String, url: String)], notify: String = "  baseline: alert\n") throws {
        self.folder = folder
        try write(feeds: feeds)
        try """
        topic: \(Self.shippedTopic)
        feeds: feeds.yaml
        state: state
        log: { level: warning }
        fetch: { private_addresses: allow, per_host_gap: 0s, per_host_connections: 8, timeout: 5s }
        notify:
        \(notify)
        """.write(toFile: settings, atomically: true, encoding: .utf8)
    }

    func write(feeds: [(name: String, url: String)]) throws {
        let lines = feeds.map { "  - { name: \($0.name), url: '\($0.url)', language: en }" }
        try (["feeds:"] + lines).joined(separator: "\n").appending("\n")
            .write(to: folder.appendingPathComponent("feeds.yaml"), atomically: true, encoding: .utf8)
    }

    func contents(of file: String) throws -> String {
        try String(contentsOf: state.appendingPathComponent(file), encoding: .utf8)
    }

    private static let shippedTopic = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("config/topics/russia-dprk-treaty.yaml").path

    /// An hour ago: the program reads the real clock, and an old feed would be told to be silent.
    private static let published = Date(timeIntervalSinceNow: -3600).formatted(.iso8601)

    /// An RSS document.
    static func rss(_ items: [(id: String, title: String, body: String)]) -> String {
        let items = items.map { item in
            """
            <item><title>\(item.title)</title><link>https://outlet.example/\(item.id)</link><guid isPermaLink="false">\(item.id)</guid>
            <pubDate>\(published)</pubDate><description>\(item.body)</description></item>
            """
        }
        return
            "<rss version=\"2.0\"><channel><title>T</title><link>https://outlet.example/</link>\(items.joined())</channel></rss>"
    }
}
