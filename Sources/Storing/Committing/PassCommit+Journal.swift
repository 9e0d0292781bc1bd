import Foundation
import GRDB
import NewsModel

extension PassCommit {
    /// Writes a change and the deliveries of it that the routes want.
    ///
    /// - Parameters:
    ///   - detail: Nil for an article that is off topic: its facts are read from its first version.
    ///   - isFor: Which of the routes that want the change are to have it.
    func record(
        _ kind: ChangeKind,
        quiet: Bool,
        article: Int64? = nil,
        story: Int64? = nil,
        detail: ChangeDetail?,
        isFor: (Route) -> Bool = { _ in true }
    ) throws {
        report.deliveries += try transaction.record(
            kind, quiet: quiet, feed: feed, article: article, story: story, detail: detail, at: at, isFor: isFor)
        report.changes += 1
    }

    /// Tells what an article or a revision did to its story, and notes in the story what was told.
    ///
    /// A story is announced once to everyone: when it begins, and again only to those who did not hear of it, when it
    /// turns out to be nearer to the topic. Whoever knows it hears of new tags and of revisions.
    ///
    /// - Parameter revision: Nil unless a revision changes the story.
    func tell(
        _ newTags: [String],
        of story: inout StoryRecord,
        article: @autoclosure () -> ArticleSnapshot,
        verdict: Verdict,
        revision: RevisionSnapshot?
    ) throws {
        let told = story.announced
        let floor: Relevance = isOffTopicWanted ? .offTopic : .related
        let isRise = story.relevance >= floor && (told.map { story.relevance > $0 } ?? true)
        let isUpdate = told.map { $0 >= floor } ?? false && (!newTags.isEmpty || revision != nil)
        guard isRise || isUpdate else { return }
        let snapshot = article()
        let detail = ChangeDetail(
            story: try self.snapshot(of: story),
            article: snapshot,
            relevance: story.relevance,
            score: story.score,
            tags: story.tags,
            newTags: newTags.isEmpty ? nil : newTags,
            evidence: StoredVerdict.told(verdict.evidence),
            revision: revision
        )
        if isRise {
            story.announced = story.relevance
            story.announcedAt = story.announcedAt ?? at.milliseconds
            try story.save(db)
            try record(
                .storyNew,
                quiet: isQuiet,
                article: snapshot.id.rawValue,
                story: story.id,
                detail: detail,
                isFor: { route in told.map { route.relevance > $0 } ?? true }
            )
            report.newStories += 1
        }
        if isUpdate {
            try record(
                .storyUpdated,
                quiet: isQuiet,
                article: snapshot.id.rawValue,
                story: story.id,
                detail: detail,
                isFor: { route in told.map { route.relevance <= $0 } ?? false }
            )
            report.updatedStories += 1
        }
    }

    /// Stories off topic are announced to nobody, and so not at all, unless someone wants everything.
    private var isOffTopicWanted: Bool {
        transaction.routes.contains { $0.relevance == .offTopic && $0.kinds.contains(.storyNew) }
    }

    func snapshot(of story: StoryRecord) throws -> StorySnapshot {
        StorySnapshot(
            id: StoryID(rawValue: story.id),
            title: try StoryReading.title(ofStory: story.id, db) ?? "",
            firstSeen: Date(milliseconds: story.firstSeen),
            articles: Int(story.articles),
            outlets: try Outlets.names(ofStory: story.id, db)
        )
    }
}
