import Foundation
import GRDB

/// A query in the language of SQLite's full-text index, twice.
///
/// The store's index knows which words an article has, and not where. It gives the candidates; where the query asks for
/// words in a row, an index in memory that knows places is made of their texts and asked again.
/// Source: https://sqlite.org/fts5.html section 3.
struct SearchPlan {
    /// Finds every article that the query asks for, and maybe more; nil when there is no word to find.
    let candidates: String?
    /// Finds what the query asks for; nil when the candidates are that already.
    let exact: String?

    init(_ expression: SearchExpression, _ db: Database) throws {
        var builder = Builder(
            tokenizer: try db.makeTokenizer(FTS5TokenizerDescriptor(components: SearchIndex.tokenizer))
        )
        candidates = try builder.candidates(expression)
        exact = builder.hasRows ? try builder.exact(expression) : nil
    }
}

private struct Builder {
    let tokenizer: any FTS5Tokenizer
    /// A phrase of several words was met.
    var hasRows = false

    init(tokenizer: any FTS5Tokenizer) { self.tokenizer = tokenizer }

    mutating func candidates(_ expression: SearchExpression) throws -> String? {
        switch expression {
        case .phrase(let text, let isPrefix):
            let words = try words(of: text, isPrefix: isPrefix)
            if words.count > 1 { hasRows = true }
            return words.isEmpty ? nil : "(" + words.joined(separator: " AND ") + ")"
        case .all(let parts):
            return joined(try parts.compactMap { try candidates($0) }, "AND")
        case .any(let parts):
            return joined(try parts.compactMap { try candidates($0) }, "OR")
        case .without(let wanted, let unwanted):
            guard let found = try candidates(wanted) else { return nil }
            var other = Builder(tokenizer: tokenizer)
            let excluded = try other.candidates(unwanted)
            // Candidates of words in a row are too many to leave out.
            guard !other.hasRows else {
                hasRows = true
                return found
            }
            return excluded.map { "(\(found) NOT \($0))" } ?? found
        }
    }

    func exact(_ expression: SearchExpression) throws -> String? {
        switch expression {
        case .phrase(let text, let isPrefix):
            let words = try words(of: text, isPrefix: isPrefix)
            return words.isEmpty ? nil : "(" + words.joined(separator: " + ") + ")"
        case .all(let parts):
            return joined(try parts.compactMap { try exact($0) }, "AND")
        case .any(let parts):
            return joined(try parts.compactMap { try exact($0) }, "OR")
        case .without(let wanted, let unwanted):
            guard let found = try exact(wanted) else { return nil }
            return try exact(unwanted).map { "(\(found) NOT \($0))" } ?? found
        }
    }

    private func joined(_ parts: [String], _ operation: String) -> String? {
        parts.isEmpty ? nil : "(" + parts.joined(separator: " \(operation) ") + ")"
    }

    /// The words of a phrase as the index holds them, quoted: pairs in place of unspaced text.
    ///
    /// A run at the end of the phrase may go on in the text, so it is searched without the single character that the index
    /// puts after the last pair; a character by itself is searched as the beginning of a pair.
    private func words(of text: String, isPrefix: Bool) throws -> [String] {
        var words = try tokenizer.tokenize(query: SearchWords.indexed(text)).map(\.token)
        guard let last = words.last else { return [] }
        let isCharacter =
            last.unicodeScalars.count == 1
            && last.unicodeScalars.allSatisfy { SearchWords.isUnspaced($0.value) }
        var isBeginning = isPrefix
        if isCharacter {
            if words.count > 1, Self.isPair(words[words.count - 2], before: last) {
                words.removeLast()
            } else {
                isBeginning = true
            }
        }
        var quoted = words.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }
        if isBeginning { quoted[quoted.count - 1] += "*" }
        return quoted
    }

    /// Whether a word is the pair that ends with the character.
    private static func isPair(_ word: String, before character: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        return scalars.count == 2 && scalars[1] == character.unicodeScalars.first
            && scalars.allSatisfy { SearchWords.isUnspaced($0.value) }
    }
}
