import Comparing
import Foundation
import GRDB
import NewsModel

/// A version of an article on its way into the store.
struct RevisionDraft {
    let number: Int64
    let kinds: [RevisionKind]
    /// The version before it.
    let newest: ArticleText
    /// The version that is searched and judged by so far.
    let trusted: ArticleText
    /// A text that lost most of its length is kept as a version, but neither judged nor searched by.
    let isTrusted: Bool
    /// The words are those of an earlier version again.
    let isRestored: Bool

    /// How far back a version is recognized: servers that answer with an old and a new one in turn are no news.
    private static let memory: Int64 = 4

    /// Nil when no words changed, or the article has more versions than are kept.
    init?(of article: StoredArticle, _ incoming: IncomingArticle, _ db: Database) throws {
        guard article.revision < StoredText.maximumRevision,
            let newest = try StoredText.find(article.id, revision: article.revision, db)
        else { return nil }
        kinds = RevisionComparison.kinds(from: newest, to: incoming.text)
        guard !kinds.isEmpty else { return nil }
        self.newest = newest
        number = article.revision + 1
        let isNewestTrusted = article.trusted == article.revision
        trusted = isNewestTrusted ? newest : try StoredText.find(article.id, revision: article.trusted, db) ?? newest
        let sinceTrusted = isNewestTrusted ? kinds : RevisionComparison.kinds(from: trusted, to: incoming.text)
        isTrusted = !sinceTrusted.contains(.shrunk) && !sinceTrusted.contains(.withdrawn)
        isRestored = try sinceTrusted.isEmpty || Self.isEarlierVersion(incoming.text, of: article, db)
    }

    private static func isEarlierVersion(_ text: ArticleText, of article: StoredArticle, _ db: Database) throws -> Bool
    {
        for number in max(1, article.revision - memory)..<max(1, article.revision) {
            guard let earlier = try StoredText.find(article.id, revision: number, db) else { continue }
            if RevisionComparison.kinds(from: earlier, to: text).isEmpty { return true }
        }
        return false
    }
}

extension PassCommit {
    /// Keeps a version whose words changed, and tells what it changes.
    func revise(_ article: StoredArticle, _ prepared: PreparedArticle, _ draft: RevisionDraft) throws {
        let incoming = prepared.incoming
        let verdict = draft.isTrusted ? incoming.verdict : try verdict(on: article)
        try save(draft, of: article, prepared, verdict)
        report.revisedArticles += 1

        var story =
            try StoryRecord.find(article.story, db)
            ?? StoryRecord(id: article.story, firstSeen: article.firstSeen, time: article.firstSeen)
        if draft.isTrusted { story = try rejoin(article, story, prepared) }
        let time = article.published ?? article.firstSeen
        let newTags = story.join(verdict, time: time, seen: at.milliseconds, counting: false)
        try story.save(db)

        let isTold = max(article.relevance, verdict.relevance) > .offTopic
        let revision = RevisionSnapshot(
            number: Int(draft.number),
            kinds: draft.kinds,
            diff: isTold ? WordDiff.short(from: draft.newest, to: incoming.text) : []
        )
        let published = article.published.map { Date(milliseconds: $0) }
        var snapshot = ArticleSnapshot(
            of: incoming,
            id: article.id,
            feed: feedName,
            url: article.url,
            published: published
        )
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
        let isNews = try isTold && isNews(draft, incoming) && isNewToStory(revision.diff, article, story)
        try tell(newTags, of: &story, article: snapshot, verdict: verdict, revision: isNews ? revision : nil)
    }

    private func save(
        _ draft: RevisionDraft,
        of article: StoredArticle,
        _ prepared: PreparedArticle,
        _ verdict: Verdict
    ) throws {
        let incoming = prepared.incoming
        try StoredText.insert(incoming.text, of: article.id, revision: draft.number, kinds: draft.kinds, at: at, db)
        try db.run(
            """
            UPDATE article SET revision = ?, trusted = ?, text_feed = ?, relevance = ?, score = ?, topic = ?, \
            language = coalesce(?, language) WHERE id = ?
            """,
            [
                draft.number.databaseValue, (draft.isTrusted ? draft.number : article.trusted).databaseValue,
                feed.databaseValue, verdict.relevance.code.databaseValue, verdict.score.databaseValue,
                try transaction.topic(of: verdict).databaseValue, .value(incoming.text.language),
                article.id.databaseValue,
            ]
        )
        guard draft.isTrusted else { return }
        try transaction.index(prepared.words, insteadOf: SearchIndex.words(of: draft.trusted), of: article.id)
        try StoredVerdict.save(verdict, prepared.reasons, of: article.id, transaction, replacing: true)
    }

    private func verdict(on article: StoredArticle) throws -> Verdict {
        try ArticleReading.article(article.id, db)?.verdict
            ?? Verdict(relevance: article.relevance, score: 0, threshold: 1, topic: "")
    }

    /// A notice that the article was withdrawn is news; a text that merely vanished is a fault of the feed.
    private func isNews(_ draft: RevisionDraft, _ incoming: IncomingArticle) -> Bool {
        let isNotice = draft.kinds.contains(.withdrawn) && !(incoming.text.summary + incoming.text.body).isEmpty
        return isNotice || (draft.isTrusted && !draft.isRestored)
    }

    /// A longer text may show that the article is a copy after all.
    private func rejoin(_ article: StoredArticle, _ story: StoryRecord, _ prepared: PreparedArticle) throws
        -> StoryRecord
    {
        let time = min(article.published ?? article.firstSeen, at.milliseconds)
        let copies = try CopySearch(transaction, at: at).copies(of: prepared, time: time, feed: feed, own: article)
        CopySearch.insert(prepared.bands, of: article.id, time: time, transaction)
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
