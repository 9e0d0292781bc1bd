import Foundation

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

/// Text in a header that is ASCII on the wire.
///
/// Source: RFC 2047.
enum EncodedWord {
    /// Printable ASCII as it is; anything else as encoded words of whole characters, at most 75 bytes each.
    static func header(_ line: String) -> String {
        let isPlain = line.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !line.contains("=?")
        if isPlain { return line }
        var words: [String] = []
        var chunk = ""
        for scalar in line.unicodeScalars {
            if chunk.utf8.count + scalar.utf8.count > bytesPerWord {
                words.append(encoded(chunk))
                chunk = ""
            }
            chunk.unicodeScalars.append(scalar)
        }
        words.append(encoded(chunk))
        return words.joined(separator: " ")
    }

    private static func encoded(_ text: String) -> String {
        "=?UTF-8?B?\(Data(text.utf8).base64EncodedString())?="
    }

    /// Base64 of 45 bytes is 60 characters; with the frame that is 72.
    private static let bytesPerWord = 45
}
