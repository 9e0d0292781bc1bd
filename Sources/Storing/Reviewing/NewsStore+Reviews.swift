package import Foundation
import GRDB
package import NewsModel

/// A review with the article that it is about.
package struct ReviewedArticle: Hashable, Sendable {
    package var review: Review
    /// What is stored of it now.
    package var article: JudgedArticle
    /// Retention dropped the text but for its title.
    package var isDropped: Bool
}

extension NewsStore {
    /// Stores marks with the verdicts that they are about; of several marks of one article the last one counts.
    ///
    /// A later mark replaces the earlier one. The same mark again changes nothing, so that a digest read twice, with a
    /// changed topic in between, does not make its marks speak of verdicts that it did not show.
    ///
    /// - Returns: The articles that are not known.
    package func save(_ marks: [VerdictMark], at now: Date) async throws(StoreError) -> [ArticleID] {
        try await write { db in
            var unknown: [ArticleID] = []
            for mark in marks {
                let id = mark.article.rawValue.databaseValue
                guard try db.integer("SELECT id FROM article WHERE id = ?", [id]) != nil else {
                    if !unknown.contains(mark.article) { unknown.append(mark.article) }
                    continue
                }
                try db.run(
                    """
                    INSERT INTO review (article, mark, relevance, topic, at) \
                    SELECT id, ?2, relevance, topic, ?3 FROM article WHERE id = ?1 \
                    ON CONFLICT (article) DO UPDATE SET mark = excluded.mark, relevance = excluded.relevance, \
                    topic = excluded.topic, at = excluded.at WHERE mark <> excluded.mark
                    """,
                    [id, mark.mark.code.databaseValue, now.milliseconds.databaseValue]
                )
            }
            return unknown
        }
    }

    /// All reviews by number of their articles, but for those whose articles are gone.
    package func reviewedArticles() async throws(StoreError) -> [ReviewedArticle] {
        try await read { db in try db.all(ReviewReading.select + " ORDER BY review.article", [], ReviewReading.reviewed)
        }
    }

    /// The review of an article with the reasons of its verdict, as they are stored now.
    package func review(of id: ArticleID) async throws(StoreError) -> (review: Review, article: Article)? {
        try await read { db in
            let reviewed = try db.first(
                ReviewReading.select + " WHERE review.article = ?", [id.rawValue.databaseValue], ReviewReading.reviewed)
            guard let reviewed, let article = try ArticleReading.article(id.rawValue, db) else { return nil }
            return (reviewed.review, article)
        }
    }
}

/// Reads reviews from their rows.
private enum ReviewReading {
    static let select = """
        SELECT review.article, review.mark, review.relevance, topic.name, review.at, article.relevance, article.score, \
        verdict.reasons, article.dropped, article.language, text.title, text.summary, text.body FROM review \
        JOIN article ON article.id = review.article LEFT JOIN topic ON topic.id = review.topic \
        LEFT JOIN verdict ON verdict.article = review.article \
        LEFT JOIN text ON text.id = article.id * \(StoredText.versionsPerArticle) + article.trusted
        """

    static func reviewed(from row: StoredRow) -> ReviewedArticle {
        let id = ArticleID(rawValue: row[0])
        return ReviewedArticle(
            review: Review(
                article: id, mark: AnalystMark(code: row[1]), relevance: Relevance(code: row[2]), topic: row[3] ?? "",
                at: Date(milliseconds: row[4])),
            article: JudgedArticle(
                id: id,
                text: ArticleText(title: row[10] ?? "", summary: row[11] ?? "", body: row[12] ?? "", language: row[9]),
                relevance: Relevance(code: row[5]), score: row[6], tags: StoredVerdict(json: row[7]).tags ?? []),
            isDropped: row[8]
        )
    }
}

/// Codes are stored: an old one never changes its meaning.
extension AnalystMark {
    fileprivate var code: Int64 {
        switch self {
        case .right: 0
        case .wrong: 1
        case .unsure: 2
        }
    }

    fileprivate init(code: Int64) {
        switch code {
        case 0: self = .right
        case 1: self = .wrong
        default: self = .unsure
        }
    }
}
