/// Escapes one line of text for CommonMark with GitHub's extensions.
///
/// Only what would change the meaning is escaped, because a digest is read as plain text too: `U.S.` stays `U.S.`.
/// Source: CommonMark 0.31 section 2.4, GitHub Flavored Markdown section 6.9 (autolinks).
enum MarkdownText {
    /// One clean line, escaped and cut to the limit.
    static func line(_ text: String, limit: Int = .max) -> String {
        let line = PlainText.line(text)
        var escaper = Escaper()
        let escaped = Excerpt.of(line, limit: limit) { escaper.escape($0) }
        return startsBlock(line) ? escapedStart(escaped) : closedHeading(escaped)
    }

    /// A link, or the escaped text alone when the address may not become one.
    static func link(_ text: String, to link: WebLink?, limit: Int = .max) -> String {
        let label = line(text, limit: limit)
        guard let link else { return label }
        return "[\(label.isEmpty ? link.host : label)](\(link.text))"
    }

    private struct Escaper {
        /// The letters and digits since the last other character.
        private var word = ""
        /// The word follows an ampersand, so that a semicolon would make it an entity.
        private var isEntity = false

        mutating func escape(_ scalar: Unicode.Scalar) -> String? {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "#" {
                word.unicodeScalars.append(scalar)
                return nil
            }
            defer {
                word = ""
                isEntity = scalar == "&"
            }
            return switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", "~": "\\\(scalar)"
            case ";" where isEntity && !word.isEmpty: "\\;"
            // An address would become a link to wherever a headline likes.
            case ":" where Self.schemes.contains(word.lowercased()): "\\:"
            case "." where word.lowercased() == "www": "\\."
            // Breaks mentions and mail addresses without a trace for the eye.
            case "@": "@\u{200B}"
            default: nil
            }
        }

        private static let schemes: Set<String> = ["http", "https", "ftp", "mailto", "xmpp"]
    }

    /// Whether the line's first characters would open a heading, a list or a rule.
    private static func startsBlock(_ line: String) -> Bool {
        guard let first = line.first else { return false }
        if "#+-=>".contains(first) { return true }
        let rest = line.drop { $0.isASCII && $0.isNumber }
        return rest.startIndex != line.startIndex && (rest.first == "." || rest.first == ")")
    }

    private static func escapedStart(_ line: String) -> String {
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        return closedHeading(digits + "\\" + line.dropFirst(digits.count))
    }

    /// A run of `#` at the end of a heading would vanish.
    private static func closedHeading(_ line: String) -> String {
        line.hasSuffix("#") ? line.dropLast() + "\\#" : line
    }
}
