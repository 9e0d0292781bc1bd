import ArgumentParser
import FeedParsing
import Foundation
import NewsModel
import Watching

struct FeedsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Adds the feeds of an OPML list to the settings' feed list.",
        discussion: """
            Feeds that are there already, by address, are left alone. The list is added to, never rewritten: comments stay.

            Example: newswatch feeds import subscriptions.opml
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The OPML file.", completion: .file())
    var file: String

    func run() async throws {
        try await reportingFailures {
            let plan = try options.plan()
            guard let data = FileManager.default.contents(atPath: file) else {
                throw CommandFailure(.noInput, "there is no readable file \(file)")
            }
            guard let outlines = OPML.outlines(in: Array(data)) else {
                throw CommandFailure(.badData, "\(file) is no OPML list")
            }
            let added = try FeedListEditor.add(outlines, to: plan)
            var output = StandardOutput()
            try output.line("\(added.count) feeds added, \(outlines.count - added.count) were there already.")
            for feed in added { try output.line("  \(feed.name)  \(feed.url)") }
            try output.flush()
        }
    }
}

struct FeedsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Prints the feed list as OPML, with its groups.",
        discussion: "Example: newswatch feeds export > feeds.opml"
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await reportingFailures {
            let outlines = try options.plan().feeds.map {
                OPML.Outline(title: $0.name, url: $0.url, language: $0.language, group: $0.group)
            }
            var output = StandardOutput()
            try output.text(OPML.document(title: "newswatch", outlines))
        }
    }
}
