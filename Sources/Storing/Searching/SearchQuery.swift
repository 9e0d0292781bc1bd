package import Foundation
import NewsModel

/// What a reader typed, taken apart: words to find in the text, and conditions on the article.
package struct SearchQuery: Hashable, Sendable {
    /// The words, joined by AND, OR and NOT; nil when there are conditions only.
    package var words: SearchExpression?
    package var filter = ArticleFilter()
}

/// How words are to be found together.
package indirect enum SearchExpression: Hashable, Sendable {
    /// A word or, from quotes, several words in a row; with a star at the end, its beginning.
    case phrase(String, isPrefix: Bool)
    case all([SearchExpression])
    case any([SearchExpression])
    /// The first without the second.
    case without(SearchExpression, SearchExpression)
}

/// Why a query cannot be understood.
package enum SearchQueryError: Error, Hashable, Sendable, CustomStringConvertible {
    case openQuote
    case openParenthesis
    case strayParenthesis
    case missingOperand(String)
    case onlyNegation
    case nothingToFind
    case badTime(String)
    case badRelevance(String)
    case tooLong

    package var description: String {
        switch self {
        case .openQuote: "a quotation mark is not closed; add the second one"
        case .openParenthesis: "a parenthesis is not closed; add `)`"
        case .strayParenthesis: "a `)` closes nothing; remove it"
        case .missingOperand(let word):
            "there is nothing to find on one side of \(word); add a word, or put \(word) in quotes"
        case .onlyNegation: "a query cannot only exclude; say what to find as well"
        case .nothingToFind: "there is no word in the query; type one, or a condition such as tag:sanctions"
        case .badTime(let text):
            "since:\(text) is no time; write since:2026-01-31, since:2026-01-31T12:00:00Z, since:12h or since:7d"
        case .badRelevance(let text): "relevance:\(text) is none of on_topic, related, off_topic"
        case .tooLong: "the query has too many words; shorten it"
        }
    }
}

extension SearchQuery {
    /// Words beyond this are refused.
    static let maximumTokens = 200

    /// Reads a query: words, `"several words"`, `wor*`, AND, OR, NOT or `-`, parentheses, `tag:` `feed:` `lang:` `since:`
    /// `relevance:`.
    ///
    /// Words side by side must all be found. AND binds more closely than OR. Conditions hold for the whole query.
    package init(_ text: String, now: Date) throws(SearchQueryError) {
        var tokens: [SearchToken] = []
        for token in try SearchToken.tokens(of: text) {
            guard case .condition(let name, let value) = token else {
                tokens.append(token)
                continue
            }
            switch name {
            case .tag: filter.tags.append(value)
            case .feed: filter.feeds.append(value)
            case .language: filter.language = value
            case .since:
                guard let since = Self.time(value, now: now) else { throw .badTime(value) }
                filter.since = since
            case .relevance: filter.relevance.insert(try Self.relevance(value))
            }
        }
        guard tokens.count <= Self.maximumTokens else { throw .tooLong }
        guard !tokens.isEmpty else {
            if filter == ArticleFilter() { throw .nothingToFind }
            return
        }
        var parser = SearchParser(tokens)
        words = try parser.expression()
    }

    private static func relevance(_ text: String) throws(SearchQueryError) -> Relevance {
        guard let relevance = Relevance(rawValue: text.lowercased()) else { throw .badRelevance(text) }
        return relevance
    }

    /// A day, a time, or how long ago: `2026-01-31`, `2026-01-31T12:00:00Z`, `90m`, `12h`, `7d`, `4w`.
    static func time(_ text: String, now: Date) -> Date? {
        if let time = try? Date(text, strategy: .iso8601) { return time }
        if let day = try? Date(text + "T00:00:00Z", strategy: .iso8601) { return day }
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Double(text.dropLast()), count >= 0, count < 1e6
        else { return nil }
        return now.addingTimeInterval(-count * unit)
    }
}
