package import Foundation
package import NewsModel

/// Writes a delivery as a signed request.
///
/// Source: Standard Webhooks 1.0.
package enum WebhookMessage {
    /// The request of one try.
    ///
    /// The identifier and the body are the same on every try; the timestamp and the signatures are of this one. The
    /// body stays under ``EventBody/limit`` whatever the texts are.
    package static func request(
        for delivery: Delivery,
        to endpoint: WebhookEndpoint,
        at now: Date
    ) -> WebhookRequest {
        let message = content(of: delivery, for: endpoint)
        let id = identifier(change: delivery.change.id, endpoint: endpoint.name)
        let timestamp = Timestamp.unixSeconds(now)
        var headers = message.headers
        headers.append(.init("webhook-id", id))
        headers.append(.init("webhook-timestamp", String(timestamp)))
        if !endpoint.secrets.isEmpty {
            let signatures = endpoint.secrets.map { $0.signature(id: id, timestamp: timestamp, body: message.body) }
            headers.append(.init("webhook-signature", signatures.joined(separator: " ")))
        }
        return WebhookRequest(url: endpoint.url, headers: headers, body: message.body)
    }

    /// `chg_<change>_<endpoint>`, by which a receiver knows a repeated message.
    ///
    /// The specification wants no full stop in it; bytes of the name other than letters, digits, `-` and `_` become
    /// `~` and two hexadecimal digits.
    package static func identifier(change: ChangeID, endpoint: String) -> String {
        var name = ""
        for byte in endpoint.utf8 {
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || character == "-" || character == "_" {
                name.append(character)
            } else {
                name += byte < 16 ? "~0" : "~"
                name += String(byte, radix: 16)
            }
        }
        return "chg_\(change.rawValue)_\(name)"
    }

    private static func content(of delivery: Delivery, for endpoint: WebhookEndpoint) -> MessageContent {
        let clock = ReaderClock(timeZone: endpoint.timeZone)
        let alert =
            delivery.gathered.isEmpty
            ? Alert(delivery.change, tagNames: endpoint.tagNames, clock: clock)
            : Alert(
                gathered: [delivery.change] + delivery.gathered, reason: delivery.held, tagNames: endpoint.tagNames,
                clock: clock)
        return switch endpoint.format {
        case .standard: MessageContent(json: EventBody.bytes(delivery))
        case .slack: MessageContent(json: SlackMessage.body(alert))
        case .discord: MessageContent(json: DiscordMessage.body(alert))
        case .mattermost: MessageContent(json: MattermostMessage.body(alert))
        case .teams: MessageContent(json: TeamsMessage.body(alert))
        case .ntfy: NtfyMessage.content(alert)
        case .text: MessageContent(text: TextMessage.body(alert))
        }
    }
}

/// A body and the headers that describe it.
struct MessageContent: Hashable, Sendable {
    var headers: [WebhookRequest.Header]
    var body: [UInt8]

    init(headers: [WebhookRequest.Header], body: [UInt8]) {
        self.headers = headers
        self.body = body
    }

    init(json body: [UInt8]) {
        self.init(headers: [.init("Content-Type", "application/json")], body: body)
    }

    init(text: String) {
        self.init(headers: [.init("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }
}
