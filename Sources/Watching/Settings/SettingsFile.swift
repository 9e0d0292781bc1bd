package import Foundation
import Logging
import NewsModel
package import StrictYAML

extension Settings {
    /// Reads the settings, or logs every problem that was found and answers `nil` where they cannot be used.
    ///
    /// - Parameter environment: `STATE_DIRECTORY`, set by systemd, wins over `state`.
    package static func read(
        _ text: String, file: URL, environment: [String: String], log: ProblemLog
    ) -> Settings? {
        guard let document = YAMLValue.document(text, file: file.path, log: log) else { return nil }
        let members = document.mapping(keys: ["topic", "feeds", "state", "log", "fetch", "notify", "retention", "http"])
        let folder = file.deletingLastPathComponent()
        func path(_ key: String) -> URL? {
            guard let value = members[key] else {
                document.problem("'\(key)' is missing", "add '\(key): PATH', relative to this file")
                return nil
            }
            return value.string().map { URL(fileURLWithPath: $0, relativeTo: folder).standardizedFileURL }
        }
        let topic = path("topic")
        let feeds = path("feeds")
        let state =
            environment["STATE_DIRECTORY"].flatMap { $0.split(separator: ":").first }
            .map { URL(fileURLWithPath: String($0)) } ?? path("state")
        guard let topic, let feeds, let state else { return nil }

        var settings = Settings(file: file, topic: topic, feeds: feeds, state: state)
        if let value = members["log"] { settings.log = LogSettings(value) }
        if let value = members["fetch"] { settings.fetch = FetchSettings(value) }
        if let value = members["notify"] { settings.notify = NotifySettings(value, folder: folder) }
        if let value = members["retention"] { settings.retention = RetentionSettings(value) }
        settings.http = members["http"].flatMap { HTTPSettings($0, folder: folder) }
        return settings
    }
}

extension RetentionSettings {
    init(_ value: YAMLValue) {
        let members = value.mapping(keys: ["bodies", "articles", "deliveries"])
        bodies = members["bodies"]?.duration()
        articles = members["articles"]?.duration()
        if let duration = members["deliveries"]?.duration() { deliveries = duration }
    }
}

extension LogSettings {
    init(_ value: YAMLValue) {
        let members = value.mapping(keys: ["level", "format"])
        if let level = members["level"]?.choice(Logger.Level.self) { self.level = level }
        if let format = members["format"]?.choice(Format.self) { self.format = format }
    }
}

extension FetchSettings {
    init(_ value: YAMLValue) {
        let members = value.mapping(keys: [
            "interval", "shortest_interval", "longest_interval", "timeout", "body_limit", "concurrency",
            "per_host_connections", "per_host_gap", "private_addresses", "proxy", "contact",
        ])
        if let duration = members["interval"]?.duration() { interval = duration }
        if let duration = members["shortest_interval"]?.duration() { shortestInterval = duration }
        if let duration = members["longest_interval"]?.duration() { longestInterval = duration }
        if let duration = members["timeout"]?.duration() { timeout = duration }
        if let bytes = members["body_limit"]?.byteCount() { bodyLimitBytes = bytes }
        if let count = members["concurrency"]?.integer(in: 1...1000) { concurrency = count }
        if let count = members["per_host_connections"]?.integer(in: 1...100) { perHostConnections = count }
        if let duration = members["per_host_gap"]?.duration() { perHostGap = duration }
        if let choice = members["private_addresses"]?.choice(PrivateAddresses.self) { privateAddresses = choice }
        if let proxy = members["proxy"]?.proxy() { self.proxy = proxy }
        contact = members["contact"]?.string()
        if timeout == .zero {
            members["timeout"]?.problem("a timeout of nothing lets no feed answer", "write one such as 30s")
        }
        if shortestInterval > longestInterval {
            (members["shortest_interval"] ?? members["longest_interval"] ?? value)
                .problem("'shortest_interval' is longer than 'longest_interval'", "swap them or widen the range")
        }
    }
}
