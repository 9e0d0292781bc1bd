import Comparing
import Foundation
import GRDB
import NewsModel

extension PassCommit {
    /// An article that is known comes again, from its feed or from another.
    func meetAgain(_ id: Int64, _ incoming: IncomingArticle) throws {
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
        if try !revise(article, incoming) { report.knownArticles += 1 }
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

    /// Keeps a new version when the words changed.
    ///
    /// - Returns: Whether they did.
    private func revise(_ article: StoredArticle, _ incoming: IncomingArticle) throws -> Bool {
        guard article.revision < StoredText.maximumRevision,
            let newest = try StoredText.find(article.id, revision: article.revision, db),
            let trusted = try StoredText.find(article.id, revision: article.trusted, db)
        else { return false }
        let kinds = RevisionComparison.kinds(from: newest, to: incoming.text)
        guard !kinds.isEmpty else { return false }
        let number = article.revision + 1
        // A text that lost most of its length is kept as a version, but neither judged nor searched by.
        let isTrusted = !kinds.contains(.shrunk) && !kinds.contains(.withdrawn)
        let isRestored = isTrusted && RevisionComparison.kinds(from: trusted, to: incoming.text).isEmpty
        let verdict = isTrusted ? incoming.verdict : try verdict(on: article)

        try StoredText.insert(incoming.text, of: article.id, revision: number, kinds: kinds, at: at, db)
        try db.run(
            """
            UPDATE article SET revision = ?, trusted = ?, text_feed = ?, relevance = ?, score = ?, topic = ?, \
            language = coalesce(?, language) WHERE id = ?
            """,
            [
                number.databaseValue, (isTrusted ? number : article.trusted).databaseValue, feed.databaseValue,
                verdict.relevance.code.databaseValue, verdict.score.databaseValue,
                try transaction.topic(of: verdict).databaseValue, .value(incoming.text.language),
                article.id.databaseValue,
            ]
        )
        report.revisedArticles += 1
        var story =
            try StoryRecord.find(article.story, db)
            ?? StoryRecord(id: article.story, firstSeen: article.firstSeen, time: article.firstSeen)
        if isTrusted {
            try SearchIndex.delete(trusted, of: article.id, db)
            try SearchIndex.insert(incoming.text, of: article.id, db)
            try StoredVerdict.save(verdict, of: article.id, transaction, replacing: true)
            story = try rejoin(article, story, incoming)
        }
        let time = article.published ?? article.firstSeen
        let newTags = story.join(verdict, time: time, seen: at.milliseconds, counting: false)
        try story.save(db)

        let isTold = max(article.relevance, verdict.relevance) > .offTopic
        let revision = RevisionSnapshot(
            number: Int(number),
            kinds: kinds,
            diff: isTold ? WordDiff.short(from: newest, to: incoming.text) : []
        )
        let published = article.published.map { Date(milliseconds: $0) }
        var snapshot = ArticleSnapshot(
            of: incoming, id: article.id, feed: feedName, url: article.url, published: published)
        if !isTold { snapshot.summary = nil }
        try record(
            .articleRevised,
            quiet: isQuiet,
            article: article.id,
            story: story.isTold ? story.id : nil,
            detail: ChangeDetail(
                story: isTold ? try self.snapshot(of: story) : nil,
                article: snapshot,
                relevance: verdict.relevance,
                score: verdict.score,
                tags: isTold ? verdict.tags : nil,
                evidence: isTold ? StoredVerdict.told(verdict.evidence) : nil,
                revision: revision
            )
        )
        // A notice that the article was withdrawn is news; a text that merely vanished is a fault of the feed.
        let isNotice = kinds.contains(.withdrawn) && !(incoming.text.summary + incoming.text.body).isEmpty
        let isNews =
            try (isTrusted || isNotice) && !isRestored && isTold
            && isNewToStory(revision.diff, article, story)
        try tell(newTags, of: &story, article: snapshot, verdict: verdict, revision: isNews ? revision : nil)
        return true
    }

    private func verdict(on article: StoredArticle) throws -> Verdict {
        try ArticleReading.article(article.id, db)?.verdict
            ?? Verdict(relevance: article.relevance, score: 0, threshold: 1, topic: "")
    }

    /// A longer text may show that the article is a copy after all.
    private func rejoin(_ article: StoredArticle, _ story: StoryRecord, _ incoming: IncomingArticle) throws
        -> StoryRecord
    {
        let comparable = ComparableText(incoming.text)
        let bands = Sketch(comparable)?.bands ?? []
        let time = min(article.published ?? article.firstSeen, at.milliseconds)
        let copies = try CopySearch(db, at: at)
            .copies(of: incoming, comparable, bands: bands, time: time, feed: feed, own: article)
        try CopySearch.insert(bands, of: article.id, time: time, db)
        guard !copies.stories.isEmpty else { return story }
        return try StoryRecord.joined([story.id] + copies.stories, db) ?? story
    }

    /// Whether the words that a revision added stand in no other copy yet: outlets update one after the other.
    private func isNewToStory(_ diff: [DiffSegment], _ article: StoredArticle, _ story: StoryRecord) throws -> Bool {
        let added = diff.filter { $0.kind == .added }.map { WordDiff.folded($0.text) }.filter { !$0.isEmpty }
        guard story.articles > 1, !added.isEmpty else { return true }
        let siblings = try db.all(
            "SELECT id, trusted FROM article WHERE story = ? AND id <> ? ORDER BY id DESC LIMIT 8",
            [story.id.databaseValue, article.id.databaseValue]
        ) { ($0[0] as Int64, $0[1] as Int64) }
        for (id, revision) in siblings {
            guard let text = try StoredText.find(id, revision: revision, db) else { continue }
            let words = WordDiff.folded([text.title, text.summary, text.body].joined(separator: " "))
            if added.allSatisfy({ words.contains($0) }) { return false }
        }
        return true
    }
}

/// The word diff of two versions as changes carry it.
enum WordDiff {
    private static let context = 60
    /// Characters; a change travels in a webhook's body.
    private static let maximumLength = 6000

    static func short(from old: ArticleText, to new: ArticleText) -> [DiffSegment] {
        let segments = TextDiff.shortened(TextDiff.words(from: joined(old), to: joined(new)), context: context)
        var length = 0
        return Array(
            segments.prefix { segment in
                length += segment.text.count
                return length <= maximumLength
            }
        )
    }

    static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func joined(_ text: ArticleText) -> String {
        [text.title, text.summary, text.body].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
