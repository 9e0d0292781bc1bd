import ArgumentParser

struct TopicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topic", abstract: "Works on a topic file.",
        subcommands: [TopicFitCommand.self, TopicScanCommand.self])
}
