import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "Shows the health of every feed, and takes lists in and out.",
        discussion: "Example: newswatch feeds --troubled",
        subcommands: [
            FeedsListCommand.self, FeedsAddCommand.self, FeedsImportCommand.self, FeedsExportCommand.self,
            FeedsCheckCommand.self,
        ],
        defaultSubcommand: FeedsListCommand.self
    )
}

struct FeedsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists every feed: last success, next due, failures and why.",
        discussion: "Example: newswatch feeds list --troubled")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Only those that fail, are silent, gone, flooded or may lose entries.")
    var troubled = false
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let now = Date()
            let states = try await FeedBook.states(of: options.plan(), at: now)
                .filter { !troubled || FeedOutput.isTroubled($0, at: now) }
            var output = StandardOutput()
            if json {
                for state in states { try output.json { FeedOutput.write(state, at: now, to: &$0) } }
            } else {
                try output.table(header: FeedOutput.header, rows: states.map { FeedOutput.row($0, at: now) })
            }
            try output.flush()
        }
    }
}
