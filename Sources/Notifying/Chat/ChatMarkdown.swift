import NewsModel

/// The Markdown that Discord, Mattermost and their like share.
enum ChatMarkdown {
    /// One line with everything escaped that either service reads as markup, and no mention in it.
    static func line(_ text: String, limit: Int) -> String {
        Excerpt.of(text, limit: limit) { character in
            switch character {
            case "\\", "`", "*", "_", "~", "|", "[", "]", "(", ")", "<", ">", "#", "-", "+", ":", "!", "&":
                "\\\(character)"
            case "@":
                // An empty space that no reader sees and no service takes for a name.
                "@\u{200B}"
            default: String(character)
            }
        }
    }

    /// Summary, changes, reasons, tags and outlets, a paragraph each, none of them cut in the middle of an escape.
    static func text(of alert: Alert, limit: Int) -> String {
        var paragraphs: [String] = []
        if !alert.summary.isEmpty { paragraphs.append(line(alert.summary, limit: 700)) }
        if !alert.diff.isEmpty { paragraphs.append("**Changed** " + changes(alert.diff)) }
        if !alert.why.isEmpty { paragraphs.append("**Why** " + line(alert.why.joined(separator: "; "), limit: 700)) }
        if !alert.tags.isEmpty { paragraphs.append("**Tags** " + line(alert.tagList, limit: 500)) }
        if !alert.alsoReportedBy.isEmpty {
            paragraphs.append("**Also reported by** " + line(alert.outletList, limit: 500))
        }
        var text = ""
        for paragraph in paragraphs where text.utf16.count + paragraph.utf16.count + 1 <= limit {
            text += text.isEmpty ? paragraph : "\n\(paragraph)"
        }
        return text
    }

    /// Removed words struck, added ones bold.
    private static func changes(_ pieces: [DiffText.Piece]) -> String {
        pieces.map { piece in
            let text = line(piece.text, limit: 600)
            let space = piece.needsSpace ? " " : ""
            return switch piece.kind {
            case .same: space + text
            case .removed: "\(space)~~\(text)~~"
            case .added: "\(space)**\(text)**"
            }
        }.joined()
    }
}
