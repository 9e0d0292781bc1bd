import ArgumentParser
import FeedParsing
import Fetching
import Foundation
import NewsModel
import Watching

struct FeedsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Finds the feeds of a page and adds the chosen one to the feed list.",
        discussion: """
            URL may be the feed itself or any page of the site. When several are found a person at a terminal is asked which; \
            elsewhere --pick or --all decides.

            Example: newswatch feeds add https://example.org/ --group world
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The page or the feed.")
    var url: String
    @Option(help: "The feed's name in the list; its own title by default.")
    var name: String?
    @Option(help: "The feed's group in the list.")
    var group: String?
    @Option(help: "Add the feed with this number of those found.")
    var pick: Int?
    @Flag(help: "Add all that were found.")
    var all = false

    func run() async throws {
        try await reportingFailures {
            let plan = try options.plan()
            let found: [DiscoveredFeed]
            do {
                found = try await FeedDiscovery(plan: plan).feeds(of: url)
            } catch {
                throw CommandFailure(.unavailable, "\(url): \(error)")
            }
            guard !found.isEmpty else {
                throw CommandFailure(
                    .unavailable, "no feed was found at \(url): the page announces none and the usual places hold none")
            }
            let chosen = try choose(from: found)
            let outlines = chosen.map { feed in
                OPML.Outline(
                    title: (chosen.count == 1 ? name : nil) ?? feed.title ?? feed.url, url: feed.url,
                    language: feed.language, group: group)
            }
            let added = try FeedListEditor.add(outlines, to: plan)
            var output = StandardOutput()
            for feed in added { try output.line("added: \(feed.name)  \(feed.url)") }
            if added.isEmpty { try output.line("In the list already.") }
            try output.flush()
        }
    }

    private func choose(from found: [DiscoveredFeed]) throws -> [DiscoveredFeed] {
        if all || found.count == 1 { return found }
        if let pick {
            guard pick >= 1, pick <= found.count else {
                throw CommandFailure(.usage, "--pick takes a number from 1 to \(found.count)")
            }
            return [found[pick - 1]]
        }
        for (index, feed) in found.enumerated() {
            writeToStandardError(
                StandardOutput.harmless(
                    "\(index + 1)  \(feed.title ?? "(no title)")  \(feed.format.rawValue), \(feed.entries) entries  \(feed.url)"
                )
                    + "\n")
        }
        guard isatty(STDIN_FILENO) == 1 else {
            throw CommandFailure(.usage, "several feeds were found; name one with --pick NUMBER, or take --all")
        }
        writeToStandardError("Which one (1 to \(found.count))? ")
        guard let answer = readLine().flatMap({ Int($0) }), answer >= 1, answer <= found.count else {
            throw CommandFailure(.usage, "nothing was added")
        }
        return [found[answer - 1]]
    }
}
