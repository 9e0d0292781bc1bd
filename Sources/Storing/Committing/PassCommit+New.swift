import Comparing
import Foundation
import GRDB
import NewsModel

extension PassCommit {
    /// Stores a new article, in the stories that hold copies of it or in one of its own.
    func insert(_ prepared: PreparedArticle, time: Int64, into stories: [Int64]) throws -> Int64 {
        let incoming = prepared.incoming
        let id = try transaction.newArticleID()
        let firstSeen = isBackfill ? time : at.milliseconds
        let verdict = incoming.verdict
        let joined = try StoryRecord.joined(stories, db)
        var story = joined ?? StoryRecord(id: id, firstSeen: firstSeen, time: time)
        try db.run(
            """
            INSERT INTO article (id, story, feed, text_feed, first_seen, published, relevance, score, topic, language, url) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id.databaseValue, story.id.databaseValue, feed.databaseValue, feed.databaseValue,
                firstSeen.databaseValue, .value(incoming.published?.milliseconds), verdict.relevance.code.databaseValue,
                verdict.score.databaseValue, try transaction.topic(of: verdict).databaseValue,
                .value(incoming.text.language), .value(incoming.url),
            ]
        )
        try StoredText.insert(incoming.text, of: id, revision: 1, kinds: [], at: at, db)
        try transaction.index(prepared.words, of: id)
        CopySearch.insert(prepared.bands, of: id, time: time, transaction)
        try StoredVerdict.save(verdict, prepared.reasons, of: id, transaction)
        report.newArticles += 1
        report.relevance[verdict.relevance, default: 0] += 1

        let news = story.join(verdict, time: time, seen: firstSeen)
        try story.save(db, isNew: joined == nil)
        // Few articles are told of with more than their number.
        func article() -> ArticleSnapshot { ArticleSnapshot(of: incoming, id: id, feed: feedName) }
        try record(
            .articleNew,
            quiet: isQuiet,
            article: id,
            story: story.isTold ? story.id : nil,
            detail: verdict.relevance == .offTopic
                ? nil
                : ChangeDetail(
                    story: try snapshot(of: story),
                    article: article(),
                    relevance: verdict.relevance,
                    score: verdict.score,
                    tags: verdict.tags,
                    evidence: StoredVerdict.told(verdict.evidence)
                )
        )
        try tell(news, of: &story, article: article(), verdict: verdict, revision: nil)
        return id
    }
}

extension ArticleSnapshot {
    /// Characters of the beginning of a text that a change carries.
    private static let summaryLength = 500

    init(of incoming: IncomingArticle, id: Int64, feed: String, url: String? = nil, published: Date? = nil) {
        let text = incoming.text.summary.isEmpty ? incoming.text.body : incoming.text.summary
        let beginning = String(text.prefix(Self.summaryLength))
        self.init(
            id: ArticleID(rawValue: id),
            url: url ?? incoming.url,
            title: incoming.text.title,
            feed: feed,
            published: published ?? incoming.published,
            language: incoming.text.language,
            summary: beginning.isEmpty ? nil : beginning
        )
    }
}
