import Foundation
import NewsModel

/// A change in the words of a message to people, before it is escaped for where it goes.
///
/// Every text is clean and one line. Each chat format lays these parts out in its own way.
struct Alert: Hashable, Sendable {
    /// What happened: `New story`, `Feed failing`.
    var kicker: String
    var title: String
    var link: WebLink?
    /// Outlet, time and language.
    var source: String
    /// The beginning of the text, or what is wrong with a feed.
    var summary: String
    /// Each reason once: the concept and the words that matched.
    var why: [String]
    /// Names of tags for people.
    var tags: [String]
    var newTags: [String]
    /// The other outlets that carried the story.
    var alsoReportedBy: [String]
    /// What a revision changed.
    var diff: [DiffText.Piece]
    var isBad: Bool
    /// About articles and stories, not about a feed's condition.
    var isAboutNews: Bool
    var at: Date

    init(_ change: Change, tagNames: [String: String], clock: ReaderClock) {
        let detail = change.detail
        kicker = Self.kicker(change.kind)
        at = change.at
        isAboutNews = change.kind.concernsNews
        isBad = [.feedFailing, .feedGone, .feedSilent, .feedFlood].contains(change.kind)
        let feed = detail.feed
        title = PlainText.line(detail.article?.title ?? detail.story?.title ?? feed?.name ?? change.feed ?? "")
        if title.isEmpty { title = change.kind.concernsNews ? "(no headline)" : "(unnamed feed)" }
        link = WebLink(change.kind.concernsNews ? detail.article?.url : feed?.movedTo ?? feed?.url)
        source = Self.source(change, clock: clock)
        summary = PlainText.line(
            feed.map { Self.condition(of: $0, clock: clock) } ?? detail.article?.summary ?? "")
        why = EvidenceText.reasons(detail.evidence ?? [])
        func names(_ keys: [String]?) -> [String] { (keys ?? []).map { PlainText.line(tagNames[$0] ?? $0) } }
        tags = names(detail.tags)
        newTags = names(detail.newTags)
        let first = detail.article?.feed
        alsoReportedBy = (detail.story?.outlets ?? []).filter { $0 != first }.map(PlainText.line)
        diff = DiffText.pieces(detail.revision?.diff ?? [], limit: 600)
    }

    private static func kicker(_ kind: ChangeKind) -> String {
        switch kind {
        case .articleNew: "New article"
        case .articleRevised: "Article revised"
        case .storyNew: "New story"
        case .storyUpdated: "Story updated"
        case .feedFailing: "Feed failing"
        case .feedSilent: "Feed silent"
        case .feedRecovered: "Feed recovered"
        case .feedMoved: "Feed moved"
        case .feedGone: "Feed gone"
        case .feedFlood: "Feed flooded"
        }
    }

    private static func source(_ change: Change, clock: ReaderClock) -> String {
        let article = change.detail.article
        let time = article?.published ?? change.at
        let outlet = article?.feed ?? (change.kind.concernsNews ? change.feed : nil)
        let language = LanguageTag(article?.language)?.englishName
        let parts = [outlet.map(PlainText.line), "\(clock.full(time)) \(clock.zoneName(at: time))", language]
        return parts.compactMap(\.self).joined(separator: " · ")
    }

    private static func condition(of feed: FeedSnapshot, clock: ReaderClock) -> String {
        var parts = [feed.reason].compactMap(\.self)
        if let failures = feed.failures, failures > 0 {
            parts.append("failed \(failures) \(failures == 1 ? "time" : "times") in a row")
        }
        if let since = feed.since { parts.append("since \(clock.full(since)) \(clock.zoneName(at: since))") }
        if let movedTo = feed.movedTo { parts.append("answers at \(movedTo) now") }
        if let entries = feed.entries { parts.append("\(entries) entries at once") }
        return parts.joined(separator: "; ")
    }
}
