import ArgumentParser
import Watching

/// The command line: one file a command, each a thin layer over the modules below it.
@main
struct Newswatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "newswatch",
        abstract: "Watches news feeds for one topic and tells people once about what changed.",
        discussion: """
            Start with `newswatch check`, then `newswatch once --all`, then `newswatch digest`.

            Exit codes: 0 done, 64 usage, 65 bad data, 66 no such input, 69 a service is unavailable, 70 our bug, \
            74 input or output, 75 try later (another instance holds the state), 78 bad settings.
            """,
        version: Watching.Newswatch.version,
        groupedSubcommands: [
            CommandGroup(name: "Watching", subcommands: [RunCommand.self, OnceCommand.self, CheckCommand.self]),
            CommandGroup(
                name: "Reading",
                subcommands: [
                    ArticlesCommand.self, StoriesCommand.self, ShowCommand.self, DiffCommand.self, SearchCommand.self,
                    DigestCommand.self,
                ]),
            CommandGroup(
                name: "Operating",
                subcommands: [
                    FeedsCommand.self, DeliveriesCommand.self, MuteCommand.self, WebhookCommand.self,
                    StatusCommand.self,
                    ImportCommand.self, BackupCommand.self, DoctorCommand.self,
                ]),
            CommandGroup(name: "Judging", subcommands: [ReclassifyCommand.self, ReviewCommand.self]),
            CommandGroup(
                name: "Working on texts",
                subcommands: [ParseCommand.self, ClassifyCommand.self, TopicCommand.self]),
        ]
    )
}
