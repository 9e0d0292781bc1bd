import JSONText

/// An alert as a Mattermost message attachment.
///
/// Source: Mattermost developer documentation, "Message attachments", "Incoming webhooks".
enum MattermostMessage {
    /// Old servers take at most 7,900 characters of attachments, new ones more.
    static let textLimit = 4000

    static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        let fallback = "\(alert.kicker): \(alert.title)"
        writer.object { writer in
            writer.array("attachments") { writer in
                writer.object { writer in
                    writer.member("fallback", ChatMarkdown.line(fallback, limit: 300))
                    writer.member("color", alert.isBad ? "#b45309" : "#1f5fa8")
                    writer.member("author_name", alert.kicker)
                    // The title is plain text to Mattermost, but for names.
                    writer.member("title", Excerpt.of(alert.title, limit: 500, escaping: unmentioned))
                    if let link = alert.link { writer.member("title_link", link.text) }
                    writer.member("text", ChatMarkdown.text(of: alert, limit: textLimit))
                    writer.member("footer", Excerpt.of(alert.source, limit: 300, escaping: unmentioned))
                }
            }
        }
        return writer.bytes
    }

    private static func unmentioned(_ character: Character) -> String {
        character == "@" ? "@\u{200B}" : String(character)
    }
}
