import Foundation

/// Queries in the language of SQLite's full-text index. Source: https://sqlite.org/fts5.html section 3.
extension SearchExpression {
    var fts5: String {
        switch self {
        case .phrase(let text, let isPrefix): Self.phrase(text, isPrefix: isPrefix)
        case .all(let parts): "(" + parts.map(\.fts5).joined(separator: " AND ") + ")"
        case .any(let parts): "(" + parts.map(\.fts5).joined(separator: " OR ") + ")"
        case .without(let wanted, let unwanted): "(\(wanted.fts5) NOT \(unwanted.fts5))"
        }
    }

    /// A phrase as the index holds it: pairs in place of unspaced text.
    ///
    /// A run at the end of the phrase may go on in the text, so it is searched without the single character that the index
    /// puts after the last pair; a character by itself is searched as the beginning of a pair.
    private static func phrase(_ text: String, isPrefix: Bool) -> String {
        // By scalars: a vowel sign after a space makes one character with it.
        let words = SearchWords.indexed(text).unicodeScalars.split { $0.value <= 0x20 || $0.properties.isWhitespace }
            .map { Substring($0) }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines.union(.punctuationCharacters))
        let endsUnspaced = trimmed.unicodeScalars.last.map { SearchWords.isUnspaced($0.value) } ?? false
        let isRun = endsUnspaced && words.count > 1 && isPair(words[words.count - 2], before: words[words.count - 1])
        let kept = isRun ? words.dropLast() : words[...]
        let isBeginning = isPrefix || (endsUnspaced && !isRun)
        let quoted = kept.joined(separator: " ").replacingOccurrences(of: "\"", with: "\"\"")
        return "\"\(quoted)\"" + (isBeginning ? "*" : "")
    }

    /// Whether the last word is the single character that ends a run, and stands in the pair before it.
    private static func isPair(_ pair: Substring, before last: Substring) -> Bool {
        let scalars = Array(pair.unicodeScalars)
        return scalars.count == 2 && last.unicodeScalars.count == 1 && scalars[1] == last.unicodeScalars.first
            && scalars.allSatisfy { SearchWords.isUnspaced($0.value) }
    }
}
