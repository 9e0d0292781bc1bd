import FeedParsing
package import Foundation
package import NewsModel
package import StrictYAML

/// The feeds that the settings name, from `feeds.yaml`.
package enum FeedList {
    private static let keys = [
        "name", "url", "language", "group", "interval", "enabled", "encoding", "timezone", "ca_file", "proxy",
    ]

    /// Reads the list; every problem goes to the log.
    ///
    /// Relative `file:` URLs are taken from the list's own folder.
    package static func read(_ text: String, file: URL, log: ProblemLog) -> [Feed] {
        guard let document = YAMLValue.document(text, file: file.path, log: log) else { return [] }
        guard let list = document.mapping(keys: ["feeds"])["feeds"] else {
            document.problem("'feeds' is missing", "write 'feeds:' and below it a list of '- { name, url }'")
            return []
        }
        let folder = file.deletingLastPathComponent()
        var feeds: [Feed] = []
        var names: Set<String> = []
        var urls: Set<String> = []
        for value in list.list() {
            guard let feed = feed(value, folder: folder) else { continue }
            if !names.insert(feed.name).inserted {
                value.problem("two feeds are named '\(feed.name)'", "give each a name of its own")
            }
            if !urls.insert(feed.url).inserted {
                value.problem("the address \(feed.url) stands twice", "remove one of the two feeds")
            }
            feeds.append(feed)
        }
        return feeds
    }

    /// Reads a list that another reader wrote: names that stand twice are numbered, addresses that do are taken once.
    ///
    /// Feeds of other schemes are problems, for whoever wrote the list meant them to be read.
    package static func read(opml text: String, file: URL, log: ProblemLog) -> [Feed] {
        guard let outlines = OPML.outlines(in: Array(text.utf8)) else {
            log.add(
                Problem(file: file.path, what: "this is no OPML list", advice: "export it anew, or write a feeds.yaml"))
            return []
        }
        let folder = file.deletingLastPathComponent()
        var names: Set<String> = []
        var urls: Set<String> = []
        return outlines.compactMap { outline in
            guard let url = absolute(outline.url, folder: folder) else {
                log.add(
                    Problem(
                        file: file.path, what: "'\(outline.url)' of '\(outline.title)' is no feed address",
                        advice: "remove it, or write one that begins with https://, http:// or file:"))
                return nil
            }
            guard urls.insert(url).inserted else { return nil }
            let name = unusedName(outline.title, in: &names)
            return Feed(name: name, url: url, language: outline.language, group: outline.group)
        }
    }

    /// The name, with a number behind it where it is taken.
    static func unusedName(_ title: String, in names: inout Set<String>) -> String {
        var name = title
        var number = 2
        while !names.insert(name).inserted {
            name = "\(title) \(number)"
            number += 1
        }
        return name
    }

    private static func feed(_ value: YAMLValue, folder: URL) -> Feed? {
        let members = value.mapping(keys: keys)
        guard let name = members["name"]?.string(), let address = members["url"]?.string(), !name.isEmpty else {
            value.problem("a feed needs 'name' and 'url'", "add the one that is missing")
            return nil
        }
        guard let url = absolute(address, folder: folder) else {
            members["url"]?.problem(
                "'\(address)' is no feed address", "write one that begins with https://, http:// or file:")
            return nil
        }
        var feed = Feed(name: name, url: url)
        feed.language = members["language"]?.string()
        feed.group = members["group"]?.string()
        feed.interval = members["interval"]?.duration()
        feed.enabled = members["enabled"].flatMap { $0.bool() } ?? true
        feed.encoding = members["encoding"]?.string()
        if let zone = members["timezone"]?.string() {
            if TimeZone(identifier: zone) == nil {
                members["timezone"]?.problem("'\(zone)' is no time zone", "write an IANA name such as Asia/Seoul")
            }
            feed.timeZone = zone
        }
        feed.certificateFile = members["ca_file"]?.certificateFile(in: folder)
        feed.proxy = members["proxy"]?.proxy()
        return feed
    }

    private static func absolute(_ address: String, folder: URL) -> String? {
        if address.hasPrefix("file:"), !address.hasPrefix("file:/") {
            return URL(fileURLWithPath: String(address.dropFirst(5)), relativeTo: folder).absoluteURL.absoluteString
        }
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased() else { return nil }
        switch scheme {
        case "http", "https": return url.host()?.isEmpty == false ? address : nil
        case "file": return address
        default: return nil
        }
    }
}
