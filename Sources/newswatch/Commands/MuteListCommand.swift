import ArgumentParser
import Foundation
import JSONText
import NewsModel
import Storing
import Watching

struct MuteListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what is muted.", discussion: "Example: newswatch mute list --json")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let mutes = try await store.mutes(at: Date())
            var output = StandardOutput()
            if json {
                for mute in mutes {
                    try output.json { writer in
                        writer.member("id", Int(mute.id))
                        writer.member("subject", mute.subject.description)
                        writer.member("since", timestamp(mute.since))
                        writer.member("until", mute.until.map(timestamp))
                    }
                }
            } else {
                try output.table(
                    header: ["ID", "MUTED", "SINCE (UTC)", "UNTIL (UTC)"],
                    rows: mutes.map { mute in
                        [
                            "\(mute.id)", mute.subject.description, Listing.minute(mute.since),
                            mute.until.map(Listing.minute) ?? "for ever",
                        ]
                    })
            }
            try output.flush()
        }
    }
}
