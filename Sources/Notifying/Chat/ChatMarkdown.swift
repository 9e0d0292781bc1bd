/// Markdown as chat services read it, each with an own set of characters that a backslash makes plain.
struct ChatMarkdown: Sendable {
    private let special: Set<Unicode.Scalar>

    init(escaping special: String) { self.special = Set(special.unicodeScalars) }

    /// An at sign that begins no name: an empty space that no reader sees follows it.
    static func unmentioned(_ scalar: Unicode.Scalar) -> String? {
        scalar == "@" ? "@\u{200B}" : nil
    }

    /// One line with everything escaped that the service reads as markup, and no mention in it.
    func line(_ text: String, limit: Int) -> String {
        Excerpt.of(text, limit: limit) { special.contains($0) ? "\\\($0)" : Self.unmentioned($0) }
    }

    /// Removed words struck, added ones bold.
    var notation: AlertNotation {
        AlertNotation(
            text: { line($0, limit: $1) }, label: { "**\($0)**" }, removed: { "~~\($0)~~" }, added: { "**\($0)**" },
            link: { "[\($0)](\($1.text))" })
    }

    func text(of alert: Alert, limit: Int) -> String {
        notation.lines(of: alert, limit: limit).joined(separator: "\n")
    }
}
