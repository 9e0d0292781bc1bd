/// The name in what publishers write into `author` and its like.
enum AuthorName {
    /// `mail (Name)`, `Name <mail>`, `Name (mail)` and `mail Name` give the name; a mere address gives itself.
    ///
    /// Source: RSS 2.0, `author` ("It's the email address of the author", with the name in parentheses by custom).
    static func name(in written: String?) -> String? {
        guard let written = written?.trimmingSpaces(), !written.isEmpty else { return nil }
        guard written.utf8.contains(UInt8(ascii: "@")) else { return written }
        if let (outside, inside) = split(written, "(", ")") ?? split(written, "<", ">") {
            if outside.utf8.contains(UInt8(ascii: "@")), !inside.isEmpty { return inside }
            if inside.utf8.contains(UInt8(ascii: "@")), !outside.isEmpty { return outside }
        }
        let words = written.split(separator: " ").filter { !$0.utf8.contains(UInt8(ascii: "@")) }
        let rest = words.joined(separator: " ").trimming(" -–—,;:|")
        return rest.isEmpty ? written : rest
    }

    private static func split(_ text: String, _ open: Character, _ close: Character) -> (String, String)? {
        guard let start = text.firstIndex(of: open), let end = text.lastIndex(of: close), start < end else {
            return nil
        }
        let outside = text[..<start] + text[text.index(after: end)...]
        let inside = text[text.index(after: start)..<end]
        return (unquoted(outside.trimmingSpaces()), unquoted(inside.trimmingSpaces()))
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        return String(text.dropFirst().dropLast())
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String {
        var rest = Substring(self)
        while let first = rest.first, characters.contains(first) { rest.removeFirst() }
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
