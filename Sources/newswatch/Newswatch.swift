import ArgumentParser

/// The command line: one file a command, each a thin layer over the modules below it.
@main
struct Newswatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "newswatch",
        abstract: "Watches news feeds for one topic and tells people once about what changed.",
        subcommands: [ParseCommand.self, ClassifyCommand.self, TopicCommand.self]
    )
}
