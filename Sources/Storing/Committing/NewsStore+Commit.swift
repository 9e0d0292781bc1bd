package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// What is known of the entries of a feed document, in their order.
    ///
    /// An entry that is `.known` needs no further look; the others are read, classified and committed.
    package func sightings(
        of entries: [(key: EntryKey, fingerprint: UInt64)],
        in feed: FeedID
    ) async throws(StoreError) -> [Sighting] {
        try await read { db in
            try entries.map { entry in
                guard let known = try EntryMemory.entry(EntryMemory.hash(entry.key), in: feed.rawValue, db) else {
                    return .new
                }
                let article = ArticleID(rawValue: known.article)
                return known.fingerprint == entry.fingerprint ? .known(article) : .changed(article)
            }
        }
    }

    /// Commits a refresh: all of it, with its changes and the deliveries that the routes want, or nothing.
    @discardableResult
    package func commit(_ pass: FeedPass, routes: [Route]) async throws(StoreError) -> CommitReport {
        let reports = try await commit([PreparedPass(pass)], routes: routes)
        return reports.first ?? CommitReport()
    }

    /// Commits several refreshes in one transaction, which is far cheaper for feeds that brought nothing.
    ///
    /// - Returns: A report for each, in their order.
    @discardableResult
    package func commit(_ passes: [PreparedPass], routes: [Route]) async throws(StoreError) -> [CommitReport] {
        try await write(changing: true) { db in
            try Transaction.run(db, routes: routes, filters: self.filters) { transaction in
                try CoverageRecord.add(passes.map(\.pass), in: db)
                return try passes.map { try PassCommit(transaction, $0).run($0) }
            }
        }
    }

    /// Stores articles from elsewhere, without alerts.
    ///
    /// A feed that is not known by its name is made, unlisted.
    ///
    /// An article counts as first seen when it was published, so that a backfill does not fill the next digest.
    @discardableResult
    package func importArticles(_ articles: [ImportedArticle], at now: Date) async throws(StoreError) -> CommitReport {
        try await write(changing: true) { db in
            // In kilobytes: thousands of articles at once meet most pages of what was seen, each of them several times.
            try db.execute(sql: "PRAGMA cache_size = -65536")
            return try Transaction.run(db, filters: self.filters) { transaction in
                var report = CommitReport()
                var earliest = now.milliseconds
                for imported in articles {
                    let feed = try transaction.feed(named: imported.feed, at: now)
                    let commit = PassCommit(transaction, feed: feed, name: imported.feed, at: now, backfilling: true)
                    earliest = min(earliest, imported.article.publicationTime(at: now))
                    try commit.add(imported.article)
                    report += commit.report
                }
                try Retention.goBack(to: earliest, db)
                return report
            }
        }
    }
}
