import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct MuteRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Ends a mute; what it silenced stays silenced.",
        discussion: """
            A silenced alert is sent after all with `newswatch deliveries retry ID`.

            Example: newswatch mute remove 3
            """)

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The mute's number, as `mute list` shows it.")
    var id: Int64

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .guest)
            guard let mute = try await store.removeMute(id, at: Date()) else {
                throw CommandFailure(.noInput, "there is no mute \(id) that stands; `newswatch mute list` lists them")
            }
            var output = StandardOutput()
            try output.line("No longer muted: \(mute.subject).")
            try output.flush()
        }
    }
}
