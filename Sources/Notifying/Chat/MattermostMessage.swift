import JSONText

/// An alert as a Mattermost message attachment.
///
/// Source: Mattermost developer documentation, "Message attachments", "Incoming webhooks".
enum MattermostMessage {
    /// Old servers take at most 7,900 characters of attachments, new ones more.
    static let textLimit = 4000

    /// Mattermost shows a backslash before anything but these.
    private static let markdown = ChatMarkdown(escaping: "\\`*_~|{}[]()#+-.!>")

    static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        let fallback = "\(alert.kicker): \(alert.title)"
        writer.object { writer in
            writer.array("attachments") { writer in
                writer.object { writer in
                    writer.member("fallback", Excerpt.of(fallback, limit: 300, escaping: ChatMarkdown.unmentioned))
                    writer.member("color", alert.isBad ? "#b45309" : "#1f5fa8")
                    writer.member("author_name", alert.kicker)
                    if let link = alert.link {
                        // The title of a link is plain text to Mattermost, but for names.
                        let title = Excerpt.of(alert.title, limit: 500, escaping: ChatMarkdown.unmentioned)
                        writer.member("title", title)
                        writer.member("title_link", link.text)
                    } else {
                        writer.member("title", markdown.line(alert.title, limit: 500))
                    }
                    writer.member("text", markdown.text(of: alert, limit: textLimit))
                    let source = Excerpt.of(alert.source, limit: 300, escaping: ChatMarkdown.unmentioned)
                    writer.member("footer", source)
                }
            }
        }
        return writer.bytes
    }
}
