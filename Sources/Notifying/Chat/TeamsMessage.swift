import JSONText
import NewsModel

/// An alert as an Adaptive Card for a Microsoft Teams workflow.
///
/// Texts from elsewhere stand in rich text runs, which read no Markdown, so there is nothing to escape and nothing to
/// forge. Source: Microsoft, "Create an Incoming Webhook" (28 KB), Adaptive Cards 1.4 `RichTextBlock`.
enum TeamsMessage {
    static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 4096)
        writer.object { writer in
            writer.member("type", "message")
            writer.array("attachments") { writer in
                writer.object { writer in
                    writer.member("contentType", "application/vnd.microsoft.card.adaptive")
                    writer.object("content") { card(alert, to: &$0) }
                }
            }
        }
        return writer.bytes
    }

    private static func card(_ alert: Alert, to writer: inout JSONWriter) {
        writer.member("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
        writer.member("type", "AdaptiveCard")
        writer.member("version", "1.4")
        writer.object("msteams") { $0.member("width", "Full") }
        writer.member("fallbackText", Excerpt.of("\(alert.kicker): \(alert.title)", limit: 300))
        writer.array("body") { writer in
            block([Run(alert.kicker, isSubtle: true, isBad: alert.isBad)], to: &writer)
            block([Run(Excerpt.of(alert.title, limit: 500), isBold: true, isLarge: true)], to: &writer)
            block([Run(Excerpt.of(alert.source, limit: 300), isSubtle: true)], to: &writer)
            for item in alert.items { block(runs(item), to: &writer) }
            if !alert.summary.isEmpty { block([Run(Excerpt.of(alert.summary, limit: 700))], to: &writer) }
            if !alert.diff.isEmpty { block(changes(alert.diff), to: &writer) }
            fact("Why", Excerpt.of(alert.why.joined(separator: "; "), limit: 700), to: &writer)
            fact("Tags", alert.tagList, to: &writer)
            fact("Also reported by", alert.outletList, to: &writer)
        }
        if let link = alert.link {
            writer.array("actions") { writer in
                writer.object { writer in
                    writer.member("type", "Action.OpenUrl")
                    writer.member("title", Excerpt.of("Read at \(link.host)", limit: 60))
                    writer.member("url", link.text)
                }
            }
        }
    }

    /// So cut that as many as are gathered stay under the limit, in three bytes a character.
    private static func runs(_ item: Alert.Item) -> [Run] {
        var title = Run(Excerpt.of(item.title, limit: 120), isBold: true)
        title.link = item.link.flatMap { $0.text.utf8.count <= 400 ? $0 : nil }
        let outlet = item.outlet.isEmpty ? "" : " (\(Excerpt.of(item.outlet, limit: 40)))"
        return [Run("\(item.kicker): "), title, Run(outlet, isSubtle: true)].filter { !$0.text.isEmpty }
    }

    private static func changes(_ pieces: [DiffText.Piece]) -> [Run] {
        pieces.map { piece in
            let text = (piece.needsSpace ? " " : "") + piece.text
            return switch piece.kind {
            case .same: Run(text)
            case .removed: Run(text, isStruck: true)
            case .added: Run(text, isBold: true)
            }
        }
    }

    // MARK: Blocks

    private struct Run {
        var text: String
        var isBold = false
        var isLarge = false
        var isSubtle = false
        var isStruck = false
        var isBad = false
        var link: WebLink?

        init(
            _ text: String,
            isBold: Bool = false,
            isLarge: Bool = false,
            isSubtle: Bool = false,
            isStruck: Bool = false,
            isBad: Bool = false
        ) {
            self.text = text
            self.isBold = isBold
            self.isLarge = isLarge
            self.isSubtle = isSubtle
            self.isStruck = isStruck
            self.isBad = isBad
        }
    }

    private static func fact(_ name: String, _ text: String, to writer: inout JSONWriter) {
        guard !text.isEmpty else { return }
        block([Run("\(name): ", isBold: true), Run(text)], to: &writer)
    }

    private static func block(_ runs: [Run], to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", "RichTextBlock")
            writer.array("inlines") { writer in
                for run in runs { writer.object { inline(run, to: &$0) } }
            }
        }
    }

    private static func inline(_ run: Run, to writer: inout JSONWriter) {
        writer.member("type", "TextRun")
        writer.member("text", run.text)
        if run.isBold { writer.member("weight", "Bolder") }
        if run.isLarge { writer.member("size", "Large") }
        if run.isSubtle { writer.member("isSubtle", true) }
        if run.isStruck { writer.member("strikethrough", true) }
        if run.isBad { writer.member("color", "Attention") }
        if let link = run.link {
            writer.object("selectAction") { writer in
                writer.member("type", "Action.OpenUrl")
                writer.member("url", link.text)
            }
        }
    }
}
