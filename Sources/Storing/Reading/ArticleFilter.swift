package import Foundation
import GRDB
package import NewsModel

/// Which articles are wanted; what is empty or nil asks for nothing.
package struct ArticleFilter: Hashable, Sendable {
    /// Any of these.
    package var relevance: Set<Relevance> = []
    /// All of these.
    package var tags: [String] = []
    /// Carried by any of these, by name.
    package var feeds: [String] = []
    /// BCP 47; `zh` finds `zh-Hant` as well.
    package var language: String?
    /// First seen at this time or later.
    package var since: Date?
    /// First seen before this time.
    package var before: Date?
    package var limit = 50
    /// Lists of many articles are cheaper without summaries and bodies, which are then empty.
    package var includesText = true

    package init() {}
}

extension ArticleFilter {
    /// Conditions on the table `article`, each beginning with AND, and their arguments.
    var conditions: (sql: String, arguments: [DatabaseValue]) {
        var sql = ""
        var arguments: [DatabaseValue] = []
        func add(_ condition: String, _ values: [DatabaseValue]) {
            sql += " AND " + condition
            arguments += values
        }
        func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
        if !relevance.isEmpty, relevance.count < Relevance.allCases.count {
            let codes = relevance.map(\.code).sorted()
            // Said so, the condition meets the index of the articles that are not off topic.
            if codes.allSatisfy({ $0 > 0 }) { add("article.relevance > 0", []) }
            add("article.relevance IN (\(marks(codes.count)))", codes.map(\.databaseValue))
        }
        for tag in tags {
            add(
                """
                article.id IN (SELECT article FROM article_tag WHERE tag = (SELECT id FROM tag WHERE name = ?))
                """,
                [tag.databaseValue]
            )
        }
        if !feeds.isEmpty {
            let ids = "(SELECT id FROM feed WHERE name IN (\(marks(feeds.count))))"
            add(
                """
                (article.feed IN \(ids) OR article.id IN (SELECT article FROM source WHERE source.feed IN \(ids)))
                """,
                (feeds + feeds).map(\.databaseValue)
            )
        }
        if let language {
            let key = language.lowercased()
            add(
                "(lower(article.language) = ? OR lower(article.language) >= ? AND lower(article.language) < ?)",
                [
                    key.databaseValue, (key + "-").databaseValue, (key + ".").databaseValue,
                ])
        }
        if let since { add("article.first_seen >= ?", [since.milliseconds.databaseValue]) }
        if let before { add("article.first_seen < ?", [before.milliseconds.databaseValue]) }
        return (sql, arguments)
    }
}
