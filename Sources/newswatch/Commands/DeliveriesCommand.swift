import ArgumentParser
import Foundation
import NewsModel
import Storing
import Watching

struct DeliveriesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Shows what is waiting to be told, what failed and why, and sends again.",
        discussion: "Example: newswatch deliveries --sent",
        subcommands: [DeliveriesListCommand.self, DeliveriesRetryCommand.self],
        defaultSubcommand: DeliveriesListCommand.self
    )
}

struct DeliveriesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists deliveries that wait, failed, are dead or muted.",
        discussion: "Example: newswatch deliveries list --json")

    @OptionGroup var options: ConfigurationOptions
    @Flag(help: "Those that were sent, too.")
    var sent = false
    @Option(help: "Only those of this endpoint.")
    var endpoint: String?
    @Option(help: "At most so many.")
    var limit = PositiveCount(100)
    @Flag(help: "Print JSON lines.")
    var json = false

    func run() async throws {
        try await reportingFailures {
            let store = try NewsStore(directory: options.settings().state, access: .reader)
            let states: Set<Delivery.State> = sent ? [.pending, .dead, .muted, .sent] : [.pending, .dead, .muted]
            var filter = DeliveryFilter()
            filter.endpoint = endpoint
            filter.states = states
            filter.limit = limit.value
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
