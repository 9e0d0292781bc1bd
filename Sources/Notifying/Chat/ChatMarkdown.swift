import NewsModel

/// Markdown as chat services read it, each with an own set of characters that a backslash makes plain.
struct ChatMarkdown: Sendable {
    private let special: Set<Character>

    init(escaping special: String) { self.special = Set(special) }

    /// An at sign that begins no name: an empty space that no reader sees follows it.
    static func unmentioned(_ character: Character) -> String {
        character == "@" ? "@\u{200B}" : String(character)
    }

    /// One line with everything escaped that the service reads as markup, and no mention in it.
    func line(_ text: String, limit: Int) -> String {
        Excerpt.of(text, limit: limit) { special.contains($0) ? "\\\($0)" : Self.unmentioned($0) }
    }

    /// Summary, changes, reasons, tags and outlets, a paragraph each, none of them cut in the middle of an escape.
    func text(of alert: Alert, limit: Int) -> String {
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
    private func changes(_ pieces: [DiffText.Piece]) -> String {
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
