import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// The changes that follow a number, in their order.
    ///
    /// Zero asks for the beginning.
    package func changes(after id: ChangeID, limit: Int) async throws(StoreError) -> [Change] {
        let changes = try await read { db in
            try db.all(
                "SELECT \(ChangeReading.columns) FROM change \(ChangeReading.joins) WHERE change.id > ? ORDER BY change.id LIMIT ?",
                [id.rawValue.databaseValue, limit.databaseValue],
                ChangeReading.change
            ).compactMap(\.self)
        }
        if !changes.isEmpty { try await settle() }
        return changes
    }

    /// How far a reader of the journal has come; zero before its first change.
    package func cursor(of reader: String) async throws(StoreError) -> ChangeID {
        try await read { db in
            ChangeID(rawValue: try db.integer("SELECT change FROM reader WHERE name = ?", [reader.databaseValue]) ?? 0)
        }
    }

    /// Notes how far a reader has come: after it did its work, so that a crash between repeats and never skips.
    package func setCursor(of reader: String, to id: ChangeID) async throws(StoreError) {
        try await write { db in
            try db.run(
                "INSERT INTO reader (name, change) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET change = excluded.change",
                [reader.databaseValue, id.rawValue.databaseValue]
            )
        }
    }
}

/// Reads changes from their rows.
enum ChangeReading {
    static let columnCount = 12

    static let columns = """
        change.id, change.kind, change.at, change.quiet, change.detail, carrier.name, \
        change.article, article.url, first.title, article.published, article.language, source_feed.name
        """

    /// The facts of an article off topic are read from its row and its first version, which stay as they are.
    static let joins = """
        LEFT JOIN feed AS carrier ON carrier.id = change.feed \
        LEFT JOIN article ON change.detail IS NULL AND article.id = change.article \
        LEFT JOIN text AS first ON change.detail IS NULL \
        AND first.id = change.article * \(StoredText.versionsPerArticle) + 1 \
        LEFT JOIN feed AS source_feed ON source_feed.id = article.feed
        """

    /// Nil for a kind that this version of the program does not know.
    static func change(from row: StoredRow) throws -> Change? {
        guard let kind = ChangeKind(code: row[1]) else { return nil }
        let detail: ChangeDetail
        if let json: String = row[4] {
            detail = try DetailText.detail(json)
        } else {
            let article = (row[6] as Int64?).map { id in
                ArticleSnapshot(
                    id: ArticleID(rawValue: id),
                    url: row[7],
                    title: row[8] ?? "",
                    feed: row[11] ?? row[5] ?? "",
                    published: (row[9] as Int64?).map { Date(milliseconds: $0) },
                    language: row[10]
                )
            }
            detail = ChangeDetail(article: article, relevance: .offTopic)
        }
        return Change(
            id: ChangeID(rawValue: row[0]),
            kind: kind,
            at: Date(milliseconds: row[2]),
            feed: detail.article?.feed ?? detail.feed?.name ?? row[5],
            quiet: row[3],
            detail: detail
        )
    }
}
