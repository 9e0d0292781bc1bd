import ArgumentParser
import Foundation
import Notifying
import Watching

struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook", abstract: "Tries a webhook.", discussion: "Example: newswatch webhook test desk",
        subcommands: [WebhookTestCommand.self])
}

struct WebhookTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a signed sample to a webhook of the settings and prints what came back.",
        discussion: """
            Nothing is stored and nothing is tried again. The name `mail` mails the digest as it is now. An answer that is no success ends with exit code 69.

            Example: newswatch webhook test desk
            """
    )

    @OptionGroup var options: ConfigurationOptions
    @Argument(help: "The webhook's name in the settings.")
    var name: String

    func run() async throws {
        try await reportingFailures {
            let plan = try options.plan(secrets: .required)
            let answer = try await trial(plan)
            var output = StandardOutput()
            for line in answer.lines { try output.line(line) }
            try output.flush()
            guard answer.isAccepted else { throw CommandFailure(.unavailable, "'\(name)' did not accept the message") }
        }
    }

    private func trial(_ plan: Plan) async throws -> WebhookTrial {
        if let webhook = plan.webhooks.first(where: { $0.name == name }) {
            return await WebhookTrial.send(to: webhook, plan: plan, at: Date())
        }
        if let mail = plan.mail, mail.name == name {
            return try await WebhookTrial.send(to: mail, plan: plan, at: Date())
        }
        let known = plan.endpoints.map(\.name).joined(separator: ", ")
        throw CommandFailure(
            .noInput, "there is no webhook '\(name)' in the settings; there is: \(known.isEmpty ? "none" : known)")
    }
}
