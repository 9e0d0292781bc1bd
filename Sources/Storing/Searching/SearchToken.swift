/// A piece of a query.
enum SearchToken: Hashable {
    enum Condition: String {
        case tag, feed, since, relevance
        case language = "lang"
    }

    case phrase(String, isPrefix: Bool)
    case and
    case or
    case not
    case open
    case close
    case condition(Condition, String)

    static func tokens(of text: String) throws(SearchQueryError) -> [SearchToken] {
        var tokens: [SearchToken] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "(" || first == ")" {
                tokens.append(first == "(" ? .open : .close)
                rest.removeFirst()
            } else if first == "-", rest.dropFirst().first.map({ !$0.isWhitespace }) ?? false, isAtStart(rest, of: text)
            {
                tokens.append(.not)
                rest.removeFirst()
            } else if quotes[first] != nil {
                let phrase = try quoted(&rest)
                if hasWord(phrase) { tokens.append(.phrase(phrase, isPrefix: false)) }
            } else if let token = try bare(&rest) {
                tokens.append(token)
            }
        }
        return tokens
    }

    /// Marks that open a phrase, with those that close it; people paste typographic ones.
    private static let quotes: [Character: Set<Character>] = [
        "\"": ["\""], "\u{201C}": ["\u{201D}", "\u{201C}"], "\u{201E}": ["\u{201C}", "\u{201D}"],
        "\u{AB}": ["\u{BB}"], "\u{300C}": ["\u{300D}"],
    ]

    private static func isAtStart(_ rest: Substring, of text: String) -> Bool {
        guard rest.startIndex > text.startIndex else { return true }
        let before = text[text.index(before: rest.startIndex)]
        return before.isWhitespace || before == "("
    }

    private static func quoted(_ rest: inout Substring) throws(SearchQueryError) -> String {
        guard let closing = rest.first.flatMap({ quotes[$0] }) else { return "" }
        rest.removeFirst()
        guard let end = rest.firstIndex(where: closing.contains) else { throw .openQuote }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    private static func bare(_ rest: inout Substring) throws(SearchQueryError) -> SearchToken? {
        let word = rest.prefix { !$0.isWhitespace && $0 != "(" && $0 != ")" && quotes[$0] == nil }
        rest = rest[word.endIndex...]
        switch word {
        case "AND", "&&": return .and
        case "OR", "||", "|": return .or
        case "NOT": return .not
        default: break
        }
        if let colon = word.firstIndex(of: ":"), let condition = Condition(rawValue: word[..<colon].lowercased()) {
            var value = String(word[word.index(after: colon)...])
            if value.isEmpty, let next = rest.first, quotes[next] != nil { value = try quoted(&rest) }
            return value.isEmpty ? nil : .condition(condition, value)
        }
        let isPrefix = word.last == "*"
        let phrase = String(isPrefix ? word.dropLast() : word)
        return hasWord(phrase) ? .phrase(phrase, isPrefix: isPrefix) : nil
    }

    /// Punctuation alone is nothing that the index could find.
    private static func hasWord(_ text: String) -> Bool { text.contains { $0.isLetter || $0.isNumber } }
}
