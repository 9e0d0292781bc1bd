import Comparing
import Foundation
import GRDB
import NewsModel

extension PassCommit {
    /// An article that is known comes again, from its feed or from another.
    func meetAgain(_ id: Int64, _ prepared: PreparedArticle) throws {
        let incoming = prepared.incoming
        guard let article = try StoredArticle.find(id, db) else {
            // Retention dropped it; that it was seen is remembered.
            report.knownArticles += 1
            return
        }
        try addSource(to: article)
        // One feed's text is kept: teaser and full text in turn would be revisions without end. Another feed's is taken
        // when it shows that the article is nearer to the topic than it seemed.
        let takesOver = incoming.verdict.relevance > article.relevance
        guard !article.isDropped, feed == article.textFeed || takesOver else {
            report.knownArticles += 1
            return
        }
        if let draft = try RevisionDraft(of: article, incoming, db), feed == article.textFeed || draft.isTrusted {
            try revise(article, prepared, draft)
        } else {
            report.knownArticles += 1
        }
    }

    private func addSource(to article: StoredArticle) throws {
        guard feed != article.feed else { return }
        try db.run(
            "INSERT OR IGNORE INTO source (article, feed, seen) VALUES (?, ?, ?)",
            [article.id.databaseValue, feed.databaseValue, at.milliseconds.databaseValue]
        )
        guard db.changesCount > 0 else { return }
        try db.run(
            "UPDATE story SET last_changed = max(last_changed, ?) WHERE id = ?",
            [at.milliseconds.databaseValue, article.story.databaseValue]
        )
    }
}
