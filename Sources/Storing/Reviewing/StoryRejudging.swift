import Foundation
import GRDB
import NewsModel

/// Judges the articles of stories anew and derives the stories from them.
final class StoryRejudging {
    private let transaction: Transaction
    private let isAlerting: Bool
    private let at: Date
    private let judge: (ArticleText) -> Verdict
    var report = Rejudgement()
    /// With those that have no text.
    private(set) var articlesSeen = 0

    private var db: Database { transaction.db }

    init(_ transaction: Transaction, isAlerting: Bool, at: Date, judge: @escaping (ArticleText) -> Verdict) {
        self.transaction = transaction
        self.isAlerting = isAlerting
        self.at = at
        self.judge = judge
    }

    /// What the articles of a story make of it.
    private struct Derived {
        var relevance = Relevance.offTopic
        var score = 0.0
        /// In the order in which the articles came.
        var tags: [String] = []
        var isChanged = false
        /// The article that speaks for the story most, of those that were judged now.
        var leader: (article: Int64, verdict: Verdict)?

        mutating func take(_ relevance: Relevance, _ score: Double, _ tags: [String]) {
            self.relevance = max(self.relevance, relevance)
            self.score = max(self.score, score)
            self.tags += tags.filter { !self.tags.contains($0) }
        }
    }

    func run(story id: Int64) throws {
        // Only the numbers are held: a story may have many articles, and long ones.
        let articles = try db.all(
            "SELECT id FROM article WHERE story = ? ORDER BY first_seen, id", [id.databaseValue]
        ) { $0[0] as Int64 }
        articlesSeen += articles.count
        var derived = Derived()
        for article in articles { try judge(article, into: &derived) }
        guard derived.isChanged, var story = try StoryRecord.find(id, db) else { return }
        let isRise = derived.relevance > story.relevance
        let newTags = derived.tags.filter { !story.tags.contains($0) }
        (story.relevance, story.score, story.tags) = (derived.relevance, derived.score, derived.tags)
        if isRise { try announce(&story, newTags, derived.leader) }
        try story.save(db)
    }

    // MARK: Articles

    private struct Stored {
        let relevance: Relevance
        let score: Double
        let topic: Int64
        let reasons: String?
        /// Nil when retention dropped it.
        let text: ArticleText?
    }

    private func judge(_ id: Int64, into derived: inout Derived) throws {
        guard let stored = try stored(id) else { return }
        let oldTags = StoredVerdict(json: stored.reasons).tags ?? []
        guard let text = stored.text else {
            return derived.take(stored.relevance, stored.score, oldTags)
        }
        let verdict = judge(text)
        report.judged += 1
        derived.take(verdict.relevance, verdict.score, verdict.tags)
        let rank = { (verdict: Verdict) in (verdict.relevance, verdict.score) }
        if derived.leader.map({ rank(verdict) > rank($0.verdict) }) ?? true { derived.leader = (id, verdict) }
        if (verdict.relevance, verdict.score) != (stored.relevance, stored.score) || verdict.tags != oldTags {
            derived.isChanged = true
        }
        if try replace(stored, oldTags, by: verdict, of: id) { report.rewritten += 1 }
    }

    private func stored(_ id: Int64) throws -> Stored? {
        try db.first(
            """
            SELECT article.relevance, article.score, article.topic, verdict.reasons, article.dropped, article.language, \
            text.title, text.summary, text.body FROM article \
            LEFT JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + article.trusted \
            LEFT JOIN verdict ON verdict.article = article.id WHERE article.id = ?
            """,
            [id.databaseValue]
        ) { row in
            let text = (row[6] as String?).map {
                ArticleText(title: $0, summary: row[7], body: row[8], language: row[5])
            }
            return Stored(
                relevance: Relevance(code: row[0]), score: row[1], topic: row[2], reasons: row[3],
                text: row[4] as Bool ? nil : text)
        }
    }

    /// Writes what differs.
    ///
    /// - Returns: Whether anything did.
    private func replace(_ stored: Stored, _ oldTags: [String], by verdict: Verdict, of id: Int64) throws -> Bool {
        let topic = try transaction.topic(of: verdict)
        let isSameRow = (stored.relevance, stored.score, stored.topic) == (verdict.relevance, verdict.score, topic)
        if !isSameRow {
            try db.run(
                "UPDATE article SET relevance = ?, score = ?, topic = ? WHERE id = ?",
                [
                    verdict.relevance.code.databaseValue, verdict.score.databaseValue, topic.databaseValue,
                    id.databaseValue,
                ]
            )
        }
        let reasons = StoredVerdict.json(verdict)
        guard stored.reasons != reasons else { return !isSameRow }
        // By tag, since the table is ordered by tag: by article alone each deletion would read all of it.
        for tag in oldTags {
            try db.run(
                "DELETE FROM article_tag WHERE tag = ? AND article = ?",
                [try transaction.tag(tag).databaseValue, id.databaseValue]
            )
        }
        try db.run("DELETE FROM verdict WHERE article = ?", [id.databaseValue])
        try StoredVerdict.save(verdict, reasons, of: id, transaction)
        return true
    }

    // MARK: Stories

    /// Tells of a story that rose, as if its articles came now; or notes that nobody is to hear of it as news any more.
    ///
    /// A story that fell and rises again to where it was announced is told to nobody.
    private func announce(
        _ story: inout StoryRecord, _ newTags: [String], _ leader: (article: Int64, verdict: Verdict)?
    ) throws {
        guard story.announced.map({ $0 < story.relevance }) ?? true else { return }
        guard isAlerting else {
            // Else the next copy would make old news an alert.
            story.announced = story.relevance
            story.announcedAt = story.announcedAt ?? at.milliseconds
            return
        }
        guard let leader, let article = try StoredArticle.find(leader.article, db),
            var text = try StoredText.find(article.id, revision: article.trusted, db)
        else { return }
        text.language = try db.first("SELECT language FROM article WHERE id = ?", [article.id.databaseValue]) {
            $0[0] as String?
        }.flatMap(\.self)
        let feed = try transaction.name(ofFeed: article.feed)
        let incoming = IncomingArticle(
            key: EntryKey(rawValue: ""), entryFingerprint: 0, url: article.url, text: text,
            published: article.published.map { Date(milliseconds: $0) }, verdict: leader.verdict)
        let commit = PassCommit(
            transaction, feed: article.feed, name: feed, at: at, quiet: false, backfilling: false)
        try commit.tell(
            newTags, of: &story, article: ArticleSnapshot(of: incoming, id: article.id, feed: feed),
            verdict: leader.verdict, revision: nil)
        report.newStories += commit.report.newStories
        report.updatedStories += commit.report.updatedStories
        report.deliveries += commit.report.deliveries
    }
}
