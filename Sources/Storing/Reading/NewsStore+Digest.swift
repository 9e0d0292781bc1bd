package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// Stories that a digest tells in full, and articles of one story that it names.
    private static let maximumStories = 200
    private static let maximumArticles = 100
    private static let maximumNearMisses = 20
    /// The share of the threshold from which a score nearly reached it.
    private static let nearThreshold = 0.6

    /// What a digest of a window tells, in one consistent view.
    ///
    /// Stories are those at least related in which something happened within the window, those on topic first, by score.
    /// Backfilled articles count by when they were published. Near misses are articles off topic.
    ///
    /// - Parameter lastDigest: When the digest before was written; nil for the first one.
    package func digestMaterial(
        from: Date,
        to: Date,
        lastDigest: Date?
    ) async throws(StoreError) -> DigestMaterial {
        try await read { db in
            var material = DigestMaterial(from: from, to: to)
            material.lastDigest = lastDigest
            let window = [from.milliseconds.databaseValue, to.milliseconds.databaseValue]
            let stories = try Self.storyIDs(in: window, db)
            let revisions = try Self.revisions(in: window, db)
            material.omittedStories = max(0, stories.count - Self.maximumStories)
            material.stories = try stories.prefix(Self.maximumStories).compactMap { id in
                guard let record = try StoryRecord.find(id, db) else { return nil }
                return DigestStory(
                    story: try StoryReading.story(record, db),
                    articles: try ArticleReading.articles(ofStory: id, limit: Self.maximumArticles, db),
                    revisions: revisions[id] ?? [],
                    isNew: lastDigest.map { (record.announcedAt ?? record.firstSeen) > $0.milliseconds } ?? true
                )
            }
            material.nearMisses = try Self.nearMisses(in: window, db)
            material.troubledFeeds = try db.all(
                """
                SELECT \(FeedRow.columns) FROM feed WHERE listed = 1 AND enabled = 1 AND (failing_since IS NOT NULL \
                OR silent_since IS NOT NULL OR gone_since IS NOT NULL OR flood_since IS NOT NULL) ORDER BY name
                """
            ) { FeedRow.state(from: $0) }
            material.troubledEndpoints = try EndpointTroubles.all(db)
            material.recoveredEndpoints = try SilenceReading.recovered(from: from, to: to, db)
            material.silence = try SilenceReading.silence(from: from, to: to, db)
            material.coverage = try CoverageRecord.coverage(from: from, to: to, db)
            return material
        }
    }

    private static func storyIDs(in window: [DatabaseValue], _ db: Database) throws -> [Int64] {
        try db.all(
            """
            SELECT id FROM story WHERE merged_into IS NULL AND relevance > 0 AND id IN (
                SELECT story FROM article WHERE relevance > 0 AND first_seen >= ?1 AND first_seen < ?2
                UNION
                SELECT article.story FROM change JOIN article ON article.id = change.article
                WHERE change.story IS NOT NULL AND change.at >= ?1 AND change.at < ?2
                AND (change.kind <> 0 OR article.first_seen >= ?1) AND (change.quiet = 0 OR article.first_seen >= ?1)
                UNION
                SELECT id FROM story WHERE relevance > 0 AND last_changed >= ?1 AND last_changed < ?2
            ) ORDER BY relevance DESC, score DESC, articles DESC, last_changed DESC, id DESC
            """,
            window
        ) { $0[0] }
    }

    /// The revisions told in the window, by story: read in one go, for a story alone would look at every change of it.
    private static func revisions(in window: [DatabaseValue], _ db: Database) throws -> [Int64: [DigestRevision]] {
        let changes = try db.all(
            """
            SELECT \(ChangeReading.columns) FROM change \(ChangeReading.joins) \
            WHERE change.story IS NOT NULL AND change.at >= ? AND change.at < ? AND change.kind = ? ORDER BY change.id
            """,
            window + [ChangeKind.articleRevised.code.databaseValue],
            ChangeReading.change
        ).compactMap(\.self)
        var byStory: [Int64: [DigestRevision]] = [:]
        for change in changes {
            guard let article = change.detail.article, let revision = change.detail.revision,
                let story = try db.integer(
                    "SELECT story FROM article WHERE id = ?", [article.id.rawValue.databaseValue])
            else { continue }
            byStory[story, default: []].append(
                DigestRevision(article: article.id, feed: article.feed, at: change.at, revision: revision))
        }
        return byStory
    }

    private static func nearMisses(in window: [DatabaseValue], _ db: Database) throws -> [Article] {
        try db.all(
            """
            SELECT article.id FROM article JOIN topic ON topic.id = article.topic \
            WHERE article.first_seen >= ? AND article.first_seen < ? AND article.relevance = 0 \
            AND article.score >= topic.threshold * \(nearThreshold) AND article.score < topic.threshold \
            ORDER BY article.score / topic.threshold DESC, article.id DESC LIMIT \(maximumNearMisses)
            """,
            window
        ) { $0[0] as Int64 }
        .compactMap { try ArticleReading.article($0, db) }
    }
}

extension CoverageRecord {
    /// Whole hours: the refreshes of the hours in which the window begins and ends are counted in full.
    static func coverage(from: Date, to: Date, _ db: Database) throws -> Coverage {
        var coverage = Coverage()
        coverage.feeds = Int(try db.integer("SELECT count(*) FROM feed WHERE listed = 1 AND enabled = 1") ?? 0)
        let hours = [(from.milliseconds / hour).databaseValue, (to.milliseconds / hour).databaseValue]
        _ = try db.first(
            "SELECT sum(fetched), sum(unchanged), sum(failed) FROM coverage WHERE hour BETWEEN ? AND ?",
            hours
        ) { row in
            coverage.fetched = row[0] ?? 0
            coverage.unchanged = row[1] ?? 0
            coverage.failed = row[2] ?? 0
        }
        let counts = try db.all(
            "SELECT relevance, count(*) FROM article WHERE first_seen >= ? AND first_seen < ? GROUP BY relevance",
            [from.milliseconds.databaseValue, to.milliseconds.databaseValue]
        ) { (Relevance(code: $0[0]), $0[1] as Int) }
        for (relevance, count) in counts {
            coverage.relevance[relevance] = count
            coverage.newArticles += count
        }
        return coverage
    }
}
