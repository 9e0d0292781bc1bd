package import FeedParsing
import Foundation
package import NewsModel
import StrictYAML

/// Adds feeds to a feed list that a person keeps: lines are appended, nothing that stands is touched.
package enum FeedListEditor {
    /// - Returns: The feeds that were added: those whose address was not in the list. A name that is taken gets a number.
    /// - Throws: `Problems` when the list is an OPML file, and what writing throws.
    package static func add(_ outlines: [OPML.Outline], to plan: Plan) throws -> [Feed] {
        let file = plan.settings.feeds
        guard file.pathExtension.lowercased() != "opml" else {
            throw Problems([
                Problem(
                    file: file.path, what: "the feed list is itself an OPML file",
                    advice: "edit it with the program that wrote it, or name a feeds.yaml in the settings")
            ])
        }
        var names = Set(plan.feeds.map(\.name))
        var urls = Set(plan.feeds.map(\.url))
        var added: [Feed] = []
        for outline in outlines where urls.insert(outline.url).inserted {
            let name = FeedList.unusedName(outline.title, in: &names)
            added.append(Feed(name: name, url: outline.url, language: outline.language, group: outline.group))
        }
        guard !added.isEmpty else { return [] }
        try append(added, to: file, listIsEmpty: plan.feeds.isEmpty)
        return added
    }

    private static func append(_ feeds: [Feed], to file: URL, listIsEmpty: Bool) throws {
        var text = try String(contentsOf: file, encoding: .utf8)
        if listIsEmpty { text = text.replacingOccurrences(of: "feeds: []", with: "feeds:") }
        if !text.hasSuffix("\n") { text += "\n" }
        text += feeds.map(line).joined()
        // What was written must be read back, or the list is left as it was.
        let log = ProblemLog()
        _ = FeedList.read(text, file: file, log: log)
        try log.check()
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private static func line(_ feed: Feed) -> String {
        var members = ["name: \(quoted(feed.name))", "url: \(quoted(feed.url))"]
        if let language = feed.language { members.append("language: \(quoted(language))") }
        if let group = feed.group { members.append("group: \(quoted(group))") }
        return "  - { \(members.joined(separator: ", ")) }\n"
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "'", with: "''").replacingOccurrences(of: "\n", with: " ") + "'"
    }
}
