/// Escapes text for HTML and XML, inside elements and inside quoted attributes alike.
///
/// The text must have passed ``PlainText``: XML 1.0 has no way to write most control characters.
enum Markup {
    static func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        default: nil
        }
    }

    /// One clean line, escaped and cut to the limit.
    static func line(_ text: String, limit: Int = .max) -> String {
        Excerpt.of(PlainText.line(text), limit: limit, escaping: escape)
    }
}
