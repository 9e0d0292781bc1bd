import Fetching
package import Foundation
package import Notifying
package import Storing

/// One message to an endpoint outside of the outbox, for a person who sets it up.
package struct WebhookTrial: Sendable {
    package let isAccepted: Bool
    /// What was sent and what came back; never a secret.
    package let lines: [String]

    package static func send(to endpoint: WebhookEndpoint, plan: Plan, at now: Date) async -> WebhookTrial {
        let request = WebhookMessage.request(
            for: SampleDelivery.make(for: endpoint.name, at: now), to: endpoint, at: now)
        let sender = Fetcher(configuration: plan.senderConfiguration)
        defer { sender.close() }
        var lines = ["POST \(request.url)"]
        lines += request.headers.map { "  \($0.name): \($0.value)" }
        lines.append("  \(request.body.count) bytes")
        do {
            let answer = try await sender.post(PostRequest(request, timeout: endpoint.timeout))
            lines.append("answered \(answer.status)")
            if let retryAfter = answer.retryAfter { lines.append("  Retry-After: \(retryAfter)") }
            let text = String(decoding: answer.body, as: UTF8.self)
            lines += text.split(whereSeparator: \.isNewline).prefix(10).map { "  \($0)" }
            return WebhookTrial(isAccepted: (200...299).contains(answer.status), lines: lines)
        } catch {
            return WebhookTrial(isAccepted: false, lines: lines + ["no answer: \(error)"])
        }
    }

    /// The digest as it is now, mailed.
    ///
    /// - Throws: `StoreError` when nothing is stored yet.
    package static func send(to mail: MailEndpoint, plan: Plan, at now: Date) async throws(StoreError) -> WebhookTrial {
        let store = try NewsStore(directory: plan.settings.state, access: .reader)
        let from = now.addingTimeInterval(-plan.settings.notify.digest.window.inSeconds)
        let material = try await DigestWriter(store: store, plan: plan).material(from: from, to: now)
        let message = MailMessage.bytes(
            material, for: SampleDelivery.make(for: mail.name, at: now), to: mail, plan.digestSettings)
        let answer = await Blocking.run { Sendmail.send(message, by: mail.command, timeout: mail.timeout) }
        let lines = [mail.command.joined(separator: " "), "  \(message.count) bytes"]
        guard case .failure(let reason) = answer else {
            return WebhookTrial(isAccepted: true, lines: lines + ["taken"])
        }
        return WebhookTrial(isAccepted: false, lines: lines + [reason])
    }
}
