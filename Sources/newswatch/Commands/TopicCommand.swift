import ArgumentParser

struct TopicCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topic", abstract: "Works on a topic file.",
        discussion: "Example: newswatch topic scan article.txt --topic my-topic.yaml",
        subcommands: [TopicFitCommand.self, TopicScanCommand.self])
}
