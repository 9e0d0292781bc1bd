import ArgumentParser
import Classifying
import Foundation
import NewsModel
import Storing
import StrictYAML
import Watching

struct MuteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mute",
        abstract: "Silences the alerts of a story, a tag or a feed; the digest says what was silenced.",
        discussion: """
            A muted alert is recorded and counted, never sent. A muted tag silences a story only when it is all that the \
            story has; a muted feed only when no other outlet carries the story.

            Example: newswatch mute story 17
            Example: newswatch mute tag economy_trade --for 7d
            Example: newswatch mute list
            """,
        subcommands: [
            MuteStoryCommand.self, MuteTagCommand.self, MuteFeedCommand.self, MuteListCommand.self,
            MuteRemoveCommand.self,
        ],
        defaultSubcommand: MuteListCommand.self
    )

    /// Stores the mute and says so.
    static func mute(_ subject: Mute.Subject, in plan: Plan, for length: MuteLength?) async throws {
        let store = try NewsStore(directory: plan.settings.state, access: .guest)
        let now = Date()
        let until = length.map { now.addingTimeInterval(Double($0.duration.components.seconds)) }
        let mute = try await store.mute(subject, until: until, at: now)
        var output = StandardOutput()
        try output.line(
            "Mute \(mute.id): \(subject), \(until.map { "until \(Listing.minute($0)) UTC" } ?? "for ever").")
        try output.flush()
    }
}

/// How long nobody wants to hear of something: `7d`.
struct MuteLength: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = Duration(settingsText: argument), duration > .zero else { return nil }
        self.duration = duration
    }
}

struct MuteOptions: ParsableArguments {
    @OptionGroup var options: ConfigurationOptions
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long, such as 12h or 7d; for ever by default.", valueName: "length"))
    var length: MuteLength?

    /// Refuses a name that is not known, with the one that may have been meant.
    fileprivate static func require(_ name: String, among known: [String], else problem: String, advice: String) throws
    {
        guard !known.contains(name) else { return }
        let nearest = nearestWord(to: name, among: known).map { "did you mean '\($0)'?" }
        throw CommandFailure(.noInput, "\(problem); \(nearest ?? advice)")
    }
}

struct MuteStoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "story", abstract: "Silences a story.", discussion: "Example: newswatch mute story 17 --for 2d")

    @OptionGroup var mute: MuteOptions
    @Argument(help: "The story's number, as the digest and `stories` show it.")
    var id: Int64

    func run() async throws {
        try await reportingFailures {
            let plan = try mute.options.plan()
            let store = try NewsStore(directory: plan.settings.state, access: .reader)
            guard let story = try await store.story(StoryID(rawValue: id)) else {
                throw CommandFailure(.noInput, "there is no story \(id); `newswatch stories` lists them")
            }
            try await MuteCommand.mute(.story(story.id), in: plan, for: mute.length)
        }
    }
}

struct MuteTagCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag", abstract: "Silences stories that have this tag and no other.",
        discussion: "Example: newswatch mute tag economy_trade")

    @OptionGroup var mute: MuteOptions
    @Argument(help: "The tag's key in the topic file.")
    var name: String

    func run() async throws {
        try await reportingFailures {
            let plan = try mute.options.plan()
            let known = plan.topic.tags.map(\.key)
            try MuteOptions.require(
                name, among: known, else: "the topic has no tag '\(name)'",
                advice: "it has: \(known.joined(separator: ", "))")
            try await MuteCommand.mute(.tag(name), in: plan, for: mute.length)
        }
    }
}

struct MuteFeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Silences a feed's own troubles, and stories that no other outlet carries.",
        discussion: "Example: newswatch mute feed \"Harbour Gazette\" --for 12h")

    @OptionGroup var mute: MuteOptions
    @Argument(help: "The feed's name in the feed list.")
    var name: String

    func run() async throws {
        try await reportingFailures {
            let plan = try mute.options.plan()
            try MuteOptions.require(
                name, among: plan.feeds.map(\.name), else: "there is no feed '\(name)'",
                advice: "`newswatch feeds` lists them")
            try await MuteCommand.mute(.feed(name), in: plan, for: mute.length)
        }
    }
}
