import JSONText

/// An alert as a Discord embed that can mention nobody.
///
/// Source: Discord developer documentation, "Execute Webhook", "Embed Limits", "Allowed Mentions Object".
enum DiscordMessage {
    // Together the parts stay under the 6,000 characters of an embed.
    static let titleLimit = 256
    static let descriptionLimit = 3500
    static let footerLimit = 400

    private static let markdown = ChatMarkdown(escaping: "\\`*_~|[]()<>#-:")

    static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.object { writer in
            writer.object("allowed_mentions") { writer in
                writer.member("parse", [])
            }
            writer.array("embeds") { writer in
                writer.object { embed(alert, to: &$0) }
            }
        }
        return writer.bytes
    }

    private static func embed(_ alert: Alert, to writer: inout JSONWriter) {
        writer.member("title", markdown.line(alert.headline, limit: titleLimit))
        if let link = alert.link { writer.member("url", link.text) }
        let text = markdown.text(of: alert, limit: descriptionLimit)
        if !text.isEmpty { writer.member("description", text) }
        writer.member("color", alert.isBad ? 0xB45309 : 0x1F5FA8)
        writer.member("timestamp", Timestamp.machine(alert.at))
        writer.object("footer") { writer in
            writer.member("text", Excerpt.of("\(alert.kicker) · \(alert.source)", limit: footerLimit))
        }
    }
}
