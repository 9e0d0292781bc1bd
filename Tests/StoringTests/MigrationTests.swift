import Foundation
import GRDB
import NewsModel
import TestSupport
import Testing

@testable import Storing

/// Databases as released versions of the program left them.
///
/// `make fixture` writes one; CONTRIBUTING says when.
@Suite("Databases of released versions")
struct MigrationTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    static let versions: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".sql") }.sorted()
    }()

    /// How many rows of each kind a database holds.
    private struct Counts: Equatable {
        var feeds: Int
        var articles: Int
        var versions: Int
        var stories: Int
        var changes: Int
        var entries: Int

        init(_ db: Database) throws {
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? 0 }
            feeds = try count("feed")
            articles = try count("article")
            versions = try count("text")
            stories = try count("story")
            changes = try count("change")
            entries = try count("entry")
        }
    }

    /// Of the copy search, with their spans, as the schema kept them up to its fourth version.
    private static func bands(_ db: Database) throws -> [(slot: Int64, record: BandRecord)] {
        try Row.fetchAll(db, sql: "SELECT slot, hash >> 16 AS hash, article FROM band").map { row in
            (row["slot"], BandRecord(hash: row["hash"], article: row["article"]))
        }
    }

    @Test("There is a database of every released version")
    func complete() {
        #expect(Self.versions.contains("0.1.0.sql"))
    }

    @Test("A database of a released version is brought up to date, and everything in it is found", arguments: versions)
    func migrated(name: String) async throws {
        try await withTemporaryFolder { folder in
            let state = folder.appendingPathComponent("state")
            try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
            let database = try DatabaseQueue(path: state.appendingPathComponent("newswatch.db").path)
            let dump = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
            try await database.writeWithoutTransaction { try $0.execute(sql: dump) }
            let before = try await database.read { try Counts($0) }
            let bands = try await database.read { try Self.bands($0) }
            try database.close()
            #expect(before.articles > 0)
            #expect(before.versions > before.articles)

            let store = try NewsStore(directory: state, access: .owner)
            #expect(try await store.read { try Schema.version($0) } == Schema.current)
            #expect(try await store.read { try Counts($0) } == before)
            #expect(try await store.examine().findings == [])
            #expect(try await store.journal().count == before.changes)
            var filter = ArticleFilter()
            filter.limit = before.articles
            let articles = try await store.articles(filter)
            #expect(articles.count == before.articles)
            for article in articles {
                let query = try SearchQuery("\"\(article.text.title)\"", now: noon)
                #expect(try await store.search(query, limit: 100).contains { $0.id == article.id })
            }
            #expect(
                articles.contains {
                    $0.revision > 1 && $0.verdict.relevance == .onTopic && !$0.verdict.evidence.isEmpty
                })
            #expect(!bands.isEmpty)
            try await store.read { db in
                for (slot, record) in bands {
                    let runs = try BandRun.all(in: slot, db)
                    let found = try runs.flatMap { try $0.articles(with: record.hash, db) }
                    #expect(found.contains(record.article))
                }
            }
            try store.close()
        }
    }
}
