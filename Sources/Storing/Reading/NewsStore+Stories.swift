package import Foundation
import GRDB
package import NewsModel

/// Which stories are wanted; what is empty or nil asks for nothing.
package struct StoryFilter: Hashable, Sendable {
    /// Any of these.
    package var relevance: Set<Relevance> = []
    /// All of these.
    package var tags: [String] = []
    /// Carried by any of these, by name.
    package var feeds: [String] = []
    /// An article joined or changed at this time or later.
    package var since: Date?
    package var limit = 50

    package init() {}
}

/// What happened to a story, as a short timeline tells it.
package struct StoryEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// An article came: the first one, or a copy.
        case article
        /// Another feed carried an article that was there.
        case source
        case revision(number: Int, kinds: [RevisionKind])
    }

    package var at: Date
    package var kind: Kind
    package var article: ArticleID
    package var feed: String
    package var title: String
}

extension NewsStore {
    /// The ones that changed last first.
    package func stories(_ filter: StoryFilter) async throws(StoreError) -> [Story] {
        try await read { db in
            var sql = "SELECT id FROM story WHERE merged_into IS NULL"
            var arguments: [DatabaseValue] = []
            if !filter.relevance.isEmpty, filter.relevance.count < Relevance.allCases.count {
                if !filter.relevance.contains(.offTopic) { sql += " AND relevance > 0" }
                sql += " AND relevance IN (\(filter.relevance.map { "\($0.code)" }.sorted().joined(separator: ", ")))"
            }
            for tag in filter.tags {
                // Tags stand in one column, each on its line.
                sql += " AND instr(char(10) || tags || char(10), char(10) || ? || char(10)) > 0"
                arguments.append(tag.databaseValue)
            }
            if !filter.feeds.isEmpty {
                var articles = ArticleFilter()
                articles.feeds = filter.feeds
                let (conditions, values) = articles.conditions
                sql += " AND EXISTS (SELECT 1 FROM article WHERE article.story = story.id\(conditions))"
                arguments += values
            }
            if let since = filter.since {
                sql += " AND last_changed >= ?"
                arguments.append(since.milliseconds.databaseValue)
            }
            sql += " ORDER BY last_changed DESC, id DESC LIMIT ?"
            arguments.append(filter.limit.databaseValue)
            return try db.all(sql, arguments) { $0[0] as Int64 }
                .compactMap { try StoryRecord.find($0, db) }
                .map { try StoryReading.story($0, db) }
        }
    }

    /// A story by its number, or the one that took it in.
    package func story(_ id: StoryID) async throws(StoreError) -> Story? {
        try await read { db in
            try StoryReading.find(id.rawValue, db).map { try StoryReading.story($0, db) }
        }
    }

    /// How a story went, from its first article on.
    package func timeline(of id: StoryID) async throws(StoreError) -> [StoryEvent] {
        try await read { db in
            guard let story = try StoryReading.find(id.rawValue, db) else { return [] }
            let key = StoredText.versionsPerArticle
            return try db.all(
                """
                SELECT event.at, event.kind, event.article, feed.name, event.title, event.number, event.kinds FROM (
                    SELECT article.first_seen AS at, 0 AS kind, article.id AS article, article.feed AS feed, text.title, \
                1 AS number, 0 AS kinds
                    FROM article LEFT JOIN text ON text.id = article.id * \(key) + 1 WHERE article.story = ?1
                    UNION ALL
                    SELECT source.seen, 1, article.id, source.feed, text.title, 1, 0
                    FROM article JOIN source ON source.article = article.id
                    LEFT JOIN text ON text.id = article.id * \(key) + 1 WHERE article.story = ?1
                    UNION ALL
                    SELECT text.seen, 2, article.id, article.text_feed, text.title, text.id - article.id * \(key), text.kinds
                    FROM article JOIN text ON text.id BETWEEN article.id * \(key) + 2 AND article.id * \(key) + article.revision
                    WHERE article.story = ?1
                ) AS event LEFT JOIN feed ON feed.id = event.feed
                ORDER BY event.at, event.article, event.kind, event.number LIMIT 1000
                """,
                [story.id.databaseValue]
            ) { row in
                let kind: StoryEvent.Kind =
                    switch row[1] as Int {
                    case 0: .article
                    case 1: .source
                    default: .revision(number: row[5], kinds: RevisionKind.kinds(mask: row[6]))
                    }
                return StoryEvent(
                    at: Date(milliseconds: row[0]),
                    kind: kind,
                    article: ArticleID(rawValue: row[2]),
                    feed: row[3] ?? "",
                    title: row[4] ?? ""
                )
            }
        }
    }
}
