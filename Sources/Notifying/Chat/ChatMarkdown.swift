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

    /// Removed words struck, added ones bold.
    var notation: AlertNotation {
        AlertNotation(
            text: { line($0, limit: $1) }, label: { "**\($0)**" }, removed: { "~~\($0)~~" }, added: { "**\($0)**" })
    }

    func text(of alert: Alert, limit: Int) -> String {
        notation.lines(of: alert, limit: limit).joined(separator: "\n")
    }
}
