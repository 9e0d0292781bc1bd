package import Foundation
import GRDB
package import NewsModel

/// A stored article: the text that it is judged by, and what was decided.
package struct JudgedArticle: Hashable, Sendable, Identifiable {
    package var id: ArticleID
    /// The newest version that did not shrink.
    package var text: ArticleText
    package var relevance: Relevance
    package var score: Double
    package var tags: [String]
}

/// How many articles can be judged anew.
package struct JudgeableArticles: Hashable, Sendable {
    /// With their text.
    package var kept = 0
    /// Those whose text retention dropped.
    package var dropped = 0

    package init(kept: Int = 0, dropped: Int = 0) {
        self.kept = kept
        self.dropped = dropped
    }
}

/// What judging a slice of the store anew did.
package struct Rejudgement: Hashable, Sendable {
    /// The last story that was judged; nil when there is none left.
    package var reached: StoryID?
    /// Articles that were looked at.
    package var judged = 0
    /// Those of them of which something else is stored now, if only the version of the topic.
    package var rewritten = 0
    package var newStories = 0
    package var updatedStories = 0
    package var deliveries = 0

    package init() {}
}

extension NewsStore {
    /// So much text is handed over at once, in bytes, whatever the number of articles.
    private static let textPerPage = 16 << 20

    package func judgeableArticles() async throws(StoreError) -> JudgeableArticles {
        try await read { db in
            let counts = try db.all("SELECT dropped, count(*) FROM article GROUP BY dropped") {
                (isDropped: $0[0] as Bool, count: $0[1] as Int)
            }
            var articles = JudgeableArticles()
            for (isDropped, count) in counts {
                if isDropped { articles.dropped += count } else { articles.kept += count }
            }
            return articles
        }
    }

    /// The next articles by number that still have their text; empty at the end.
    package func judgedArticles(
        after last: ArticleID, limit: Int = 500
    ) async throws(StoreError) -> [JudgedArticle] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT article.id, article.relevance, article.score, article.language, text.title, text.summary, \
                        text.body, verdict.reasons FROM article \
                        JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + article.trusted \
                        LEFT JOIN verdict ON verdict.article = article.id \
                        WHERE article.id > ? AND article.dropped = 0 ORDER BY article.id LIMIT ?
                        """),
                arguments: [last.rawValue.databaseValue, limit.databaseValue].bound
            )
            var articles: [JudgedArticle] = []
            var bytes = 0
            while bytes < Self.textPerPage, let row = try rows.next() {
                let text = ArticleText(title: row[4], summary: row[5], body: row[6], language: row[3])
                bytes += text.summary.utf8.count + text.body.utf8.count
                articles.append(
                    JudgedArticle(
                        id: ArticleID(rawValue: row[0]),
                        text: text,
                        relevance: Relevance(code: row[1]),
                        score: row[2],
                        tags: StoredVerdict(json: row[7]).tags ?? []
                    )
                )
            }
            return articles
        }
    }

    /// Judges the next stories anew, article by article, in one transaction; articles without their text stay as they are.
    ///
    /// Whole stories are taken until `slice` articles are reached, so that a story is announced once for all that its
    /// articles became. Begin after story 0 and go on after `reached`; what is judged already is found to be so, and an
    /// interrupted run is simply run again.
    ///
    /// - Parameters:
    ///   - alerting: Whom to tell of stories that rose nearer to the topic; nil tells nobody, now and later.
    ///   - judge: A pure function of the text.
    package func rejudge(
        after story: StoryID,
        slice: Int = 500,
        alerting routes: [Route]?,
        at now: Date,
        judge: @escaping @Sendable (ArticleText) -> Verdict
    ) async throws(StoreError) -> Rejudgement {
        try await write(changing: true) { db in
            try Transaction.run(db, routes: routes ?? []) { transaction in
                let pass = StoryRejudging(transaction, isAlerting: routes != nil, at: now, judge: judge)
                var reached = story.rawValue
                while pass.articlesSeen < slice {
                    let next = try db.integer("SELECT min(story) FROM article WHERE story > ?", [reached.databaseValue])
                    guard let next else {
                        pass.report.reached = nil
                        return pass.report
                    }
                    try pass.run(story: next)
                    reached = next
                    pass.report.reached = StoryID(rawValue: next)
                }
                return pass.report
            }
        }
    }
}
