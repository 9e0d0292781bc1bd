/// An alert for ntfy: the text is the body, all else is headers.
///
/// Source: ntfy documentation, "Publishing" (a message over 4,096 bytes becomes an attachment; headers may be RFC 2047
/// encoded).
enum NtfyMessage {
    static let bodyLimit = 4000
    static let titleLimit = 250

    static func content(_ alert: Alert) -> MessageContent {
        var headers: [WebhookRequest.Header] = [
            .init("Content-Type", "text/plain; charset=utf-8"),
            .init("Title", EncodedWord.header(Excerpt.of(alert.headline, limit: titleLimit, by: .bytes))),
            .init("Priority", alert.isBad ? "4" : "3"),
            .init("Tags", alert.isBad ? "warning" : "newspaper"),
        ]
        if let link = alert.link { headers.append(.init("Click", link.text)) }
        let head = Excerpt.of("\(alert.kicker) · \(alert.source)", limit: 500, by: .bytes)
        let facts = TextMessage.notation.lines(of: alert, limit: bodyLimit - head.utf8.count, by: .bytes)
        return MessageContent(headers: headers, body: Array(([head] + facts).joined(separator: "\n").utf8))
    }
}
