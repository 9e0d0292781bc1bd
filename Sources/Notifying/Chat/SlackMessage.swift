import JSONText

/// An alert as a Slack message in Block Kit.
///
/// Slack's own markup needs `&`, `<` and `>` escaped, which also makes `<!channel>` and `<@U1>` plain words; `verbatim`
/// keeps Slack from looking for names to link. Source: Slack, "Formatting text for app surfaces" and "Block Kit".
enum SlackMessage {
    /// Characters in the text of a section; Slack's limit is 3,000.
    static let sectionLimit = 2900
    /// Characters of the line that notifications show.
    static let fallbackLimit = 300

    private static let notation = AlertNotation(
        text: { escaped($0, limit: $1) }, label: { "*\($0)*" }, removed: { "~\($0)~" }, added: { "*\($0)*" },
        link: { "<\(address($1))|\($0)>" })

    static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 2048)
        writer.object { writer in
            writer.member("text", escaped("\(alert.kicker): \(alert.title)", limit: fallbackLimit))
            writer.member("unfurl_links", false)
            writer.member("unfurl_media", false)
            writer.array("blocks") { writer in
                section(headline(alert), to: &writer)
                let lines = notation.lines(of: alert, limit: sectionLimit)
                if !lines.isEmpty { section(lines.joined(separator: "\n"), to: &writer) }
                context("\(escaped(alert.kicker, limit: 60)) · \(escaped(alert.source, limit: 300))", to: &writer)
            }
        }
        return writer.bytes
    }

    private static func headline(_ alert: Alert) -> String {
        let title = escaped(alert.headline, limit: 600)
        guard let link = alert.link else { return "*\(title)*" }
        let address = address(link)
        let isShort = address.utf16.count + title.utf16.count < sectionLimit
        return isShort ? "*<\(address)|\(title)>*" : "*\(title)*"
    }

    /// A bar in it would begin the label; `WebLink` has none.
    private static func address(_ link: WebLink) -> String { link.text.replacing("&", with: "&amp;") }

    private static func escaped(_ text: String, limit: Int) -> String {
        Excerpt.of(text, limit: limit) { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            default: nil
            }
        }
    }

    private static func section(_ text: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "section")
            writer.object("text") { self.text(text, to: &$0) }
        }
    }

    private static func context(_ text: String, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "context")
            writer.array("elements") { writer in
                writer.object { self.text(text, to: &$0) }
            }
        }
    }

    private static func text(_ text: String, to writer: inout JSONWriter) {
        writer.member("type", "mrkdwn")
        writer.member("text", text)
        writer.member("verbatim", true)
    }
}
