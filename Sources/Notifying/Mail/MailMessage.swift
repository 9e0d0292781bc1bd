import Foundation
package import NewsModel

/// Where a digest is mailed to, and by which program.
package struct MailEndpoint: Hashable, Sendable {
    package var name: String
    package var to: [MailAddress]
    package var from: MailAddress
    /// The program and its arguments; it takes a message with its headers on standard input, as `sendmail -t` does.
    package var command: [String]
    /// How long one try may take.
    package var timeout: Duration

    package init(
        name: String, to: [MailAddress], from: MailAddress, command: [String], timeout: Duration = .seconds(60)
    ) {
        self.name = name
        self.to = to
        self.from = from
        self.command = command
        self.timeout = timeout
    }
}

/// A digest as a mail in plain text and HTML.
///
/// Lines end with a newline, as programs for local mail take them; those put the carriage returns in. Source: RFC 5322
/// (headers), RFC 2045 to 2047 (MIME), RFC 3834 (`Auto-Submitted`).
package enum MailMessage {
    /// The whole message, the same on every try but for what the digest's material has become meanwhile.
    ///
    /// - Parameter delivery: Of a change of the kind `digest.ready`; gives the message its identifier and its date.
    package static func bytes(
        _ material: DigestMaterial,
        for delivery: Delivery,
        to endpoint: MailEndpoint,
        _ settings: DigestSettings
    ) -> [UInt8] {
        let id = WebhookMessage.identifier(change: delivery.change.id, endpoint: endpoint.name)
        let second = Timestamp.unixSeconds(delivery.change.at)
        // Base64 has no equals sign before an underscore, so no part can hold it.
        let boundary = "=_\(id)_\(second)"
        let headers = [
            "From: \(endpoint.from.header)",
            "To: \(endpoint.to.map(\.header).joined(separator: ",\n "))",
            "Subject: \(EncodedWord.folded(subject(material, settings)))",
            "Date: \(ReaderClock(timeZone: .gmt).internetMessage(delivery.change.at))",
            "Message-ID: <\(id).\(second)@\(endpoint.from.domain)>",
            "MIME-Version: 1.0",
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/alternative;\n boundary=\"\(boundary)\"",
        ]
        let text = part("text/plain", MarkdownDigest.render(material, settings), boundary)
        let html = part("text/html", HTMLDigest.render(material, settings), boundary)
        return Array("\(headers.joined(separator: "\n"))\n\n\(text)\(html)--\(boundary)--\n".utf8)
    }

    static func subject(_ material: DigestMaterial, _ settings: DigestSettings) -> String {
        let summary = DigestOutline(material, settings).summary
        return Excerpt.of(PlainText.line("\(settings.topicTitle): \(summary)"), limit: 200)
    }

    private static func part(_ type: String, _ text: String, _ boundary: String) -> String {
        // In its canonical form text has the line ends of the network, under base64 too (RFC 2045 section 6.8).
        let body = Data(text.replacing("\n", with: "\r\n").utf8)
        let encoded = body.base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return """
            --\(boundary)
            Content-Type: \(type); charset=utf-8
            Content-Transfer-Encoding: base64

            \(encoded)

            """
    }
}
