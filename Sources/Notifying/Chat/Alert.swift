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
    /// Several alerts told as one, a line each; the other parts then say only how many they are and why.
    var items: [Item] = []
    var isBad: Bool
    /// The title says enough alone; that of a feed's condition is only the feed's name.
    var isAboutNews: Bool
    var at: Date

    /// One alert among several.
    struct Item: Hashable, Sendable {
        var kicker: String
        var title: String
        var link: WebLink?
        var outlet: String
    }

    init(_ change: Change, tagNames: [String: String], clock: ReaderClock) {
        let detail = change.detail
        kicker = Self.kicker(change.kind)
        at = change.at
        isAboutNews = change.kind.concernsNews
        isBad = [.feedFailing, .feedGone, .feedSilent, .feedFlood, .endpointFailing].contains(change.kind)
        let feed = detail.feed
        title = Self.title(change)
        link = WebLink(change.kind.concernsNews ? detail.article?.url : feed?.movedTo ?? feed?.url)
        source = Self.source(change, clock: clock)
        summary = PlainText.line(Self.condition(of: detail, clock: clock) ?? detail.article?.summary ?? "")
        why = EvidenceText.reasons(detail.evidence ?? [])
        func names(_ keys: [String]?) -> [String] { (keys ?? []).map { PlainText.line(tagNames[$0] ?? $0) } }
        tags = names(detail.tags)
        newTags = names(detail.newTags)
        let first = detail.article?.feed
        alsoReportedBy = (detail.story?.outlets ?? []).filter { $0 != first }.map(PlainText.line)
        diff = DiffText.pieces(detail.revision?.diff ?? [], limit: 600)
    }

    /// Several alerts told as one, the oldest first.
    ///
    /// - Parameter reason: Why they were not told one by one; nil when that is not known any more.
    init(gathered changes: [Change], reason: Hold?, tagNames: [String: String], clock: ReaderClock) {
        let alerts = changes.map { Alert($0, tagNames: tagNames, clock: clock) }
        kicker = "Gathered alerts"
        title = Count.text(changes.count, "alert", "alerts") + (reason.map { ", \($0.explanation)" } ?? "")
        let times = [changes.map(\.at).min(), changes.map(\.at).max()].compactMap(\.self)
        at = times.last ?? .distantPast
        source = times.map { "\(clock.full($0)) \(clock.zoneName(at: $0))" }.joined(separator: " to ")
        (summary, why, tags, newTags, alsoReportedBy, diff) = ("", [], [], [], [], [])
        items = zip(changes, alerts).map { change, alert in
            Item(
                kicker: alert.kicker, title: alert.title, link: alert.link,
                outlet: PlainText.line(change.detail.article?.feed ?? ""))
        }
        isBad = false
        isAboutNews = true
    }

    private static func title(_ change: Change) -> String {
        let detail = change.detail
        if let digest = detail.digest { return "News digest of \(Timestamp.machine(digest.to).prefix(10))" }
        let name = detail.endpoint?.name ?? detail.feed?.name ?? change.feed
        let title = PlainText.line(detail.article?.title ?? detail.story?.title ?? name ?? "")
        if !title.isEmpty { return title }
        return change.kind.concernsNews ? "(no headline)" : "(unnamed feed)"
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
        case .endpointFailing: "Endpoint down"
        case .endpointRecovered: "Endpoint back"
        case .digestReady: "Digest"
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

    private static func condition(of detail: ChangeDetail, clock: ReaderClock) -> String? {
        if let feed = detail.feed { return condition(of: feed, clock: clock) }
        if let endpoint = detail.endpoint {
            let since = "\(clock.full(endpoint.since)) \(clock.zoneName(at: endpoint.since))"
            let tries = Count.text(endpoint.failures, "try", "tries") + " failed since \(since)"
            return [endpoint.reason, tries].compactMap(\.self).joined(separator: "; ")
        }
        return detail.digest.map { "From \(clock.full($0.from)) to \(clock.full($0.to))" }
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

extension Hold {
    /// What held alerts back, in words that go on from a count of them.
    var explanation: String {
        switch self {
        case .quietHours: "held back for quiet hours"
        case .hourlyCap: "over the cap of alerts an hour"
        }
    }
}
