import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Shows what is waiting to be told, what failed and why, and sends again.",
        subcommands: [DeliveriesListCommand.self, DeliveriesRetryCommand.self],
        defaultSubcommand: DeliveriesListCommand.self
    )
}

struct DeliveriesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists deliveries that wait, failed or are dead.",
        discussion: "Example: newswatch deliveries list --json")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Those that were sent, too.")
    var sent = false
    @Option(help: "Only those of this endpoint.")
    var endpoint: String?
    @Option(help: "At most so many.")
    var limit = 100
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let states: Set<Delivery.State> = sent ? [.pending, .dead, .sent] : [.pending, .dead]
            var filter = DeliveryFilter()
            filter.endpoint = endpoint
            filter.states = states
            filter.limit = limit
            let deliveries = try await store.deliveries(filter)
            var output = StandardOutput()
            if json {
                for delivery in deliveries { try output.json { DeliveryOutput.write(delivery, to: &$0) } }
            } else {
                try output.table(header: DeliveryOutput.header, rows: deliveries.map(DeliveryOutput.row))
            }
            try output.flush()
        }
    }
}

struct DeliveriesRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Makes deliveries due again; the daemon or the next `once` sends them.",
        discussion: "Example: newswatch deliveries retry 17\nExample: newswatch deliveries retry --dead")

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The delivery's number, as `deliveries list` shows it.")
    var id: Int64?
    @Flag(help: "All that are dead.")
    var dead = false
    @Option(help: "Only those of this endpoint.")
    var endpoint: String?

    func validate() throws {
        guard (id != nil) != dead else { throw ValidationError("name one delivery, or --dead for all that are dead") }
    }

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .guest)
            var output = StandardOutput()
            if let id {
                guard try await store.retry(id, at: Date()) else {
                    throw CommandFailure(.noInput, "there is no delivery \(id) that could be sent again")
                }
                try output.line("Delivery \(id) is due again.")
            } else {
                let count = try await store.retryDead(endpoint: endpoint, at: Date())
                try output.line("\(count) deliveries are due again.")
            }
            try output.flush()
        }
    }
}
