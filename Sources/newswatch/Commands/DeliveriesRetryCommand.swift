import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct DeliveriesRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Makes deliveries due again; the daemon or the next `once` sends them.",
        discussion: """
            A message goes out again under the id that it had. One that is named by its number goes out at once, muted or \
            not; all others keep to quiet hours and to the cap of alerts an hour.

            A span of time sends again what was sent in it, too, for a receiver that lost what it had; with --dead only \
            what is dead.

            Example: newswatch deliveries retry 17
            Example: newswatch deliveries retry --dead
            Example: newswatch deliveries retry --since 2026-11-20 --until 2026-11-21T06:00:00Z --endpoint desk
            """)

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The delivery's number, as `deliveries list` shows it.")
    var id: Int64?
    @Flag(help: "All that are dead.")
    var dead = false
    @Option(help: ArgumentHelp("All that were made from then on.", discussion: TimeArgument.help, valueName: "time"))
    var since: TimeArgument?
    @Option(help: ArgumentHelp("All that were made before then.", valueName: "time"))
    var until: TimeArgument?
    @Option(help: "Only those of this endpoint.")
    var endpoint: String?

    private var isRange: Bool { dead || since != nil || until != nil }

    func validate() throws {
        guard (id != nil) != isRange else {
            throw ValidationError("name one delivery, or --dead, or a span of time by --since and --until")
        }
    }

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .guest)
            let now = Date()
            var output = StandardOutput()
            if let id {
                guard try await store.retry(id, at: now) else {
                    throw CommandFailure(.noInput, "there is no delivery \(id) that could be sent again")
                }
                try output.line("Delivery \(id) is due again.")
            } else {
                let (first, end) = (since?.date(now: now) ?? .distantPast, until?.date(now: now) ?? .distantFuture)
                guard first < end else { throw CommandFailure(.usage, "--since is not before --until; swap them") }
                let count = try await store.retry(
                    made: first..<end, dead ? [.dead] : [.dead, .sent], endpoint: endpoint, at: now)
                try output.line("\(count) \(count == 1 ? "delivery is" : "deliveries are") due again.")
            }
            try output.flush()
        }
    }
}
