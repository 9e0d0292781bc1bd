import Foundation
import NewsModel

@testable import Notifying

/// One change of every kind, as the store records them.
enum SampleChanges {
    static let at = Date(timeIntervalSince1970: 1_795_251_012)

    static let all: [Change] = ChangeKind.allCases.enumerated().map { index, kind in
        change(kind, id: Int64(index + 1))
    }

    static func change(_ kind: ChangeKind, id: Int64 = 7, title: String = "Treaty enters into force") -> Change {
        Change(
            id: ChangeID(rawValue: id), kind: kind, at: at, feed: "Han River Post", quiet: false,
            detail: detail(kind, title: title))
    }

    private static func detail(_ kind: ChangeKind, title: String) -> ChangeDetail {
        switch kind {
        case .articleNew, .articleRevised, .storyNew, .storyUpdated: newsDetail(kind, title: title)
        case .feedFailing, .feedSilent, .feedRecovered, .feedMoved, .feedGone, .feedFlood: feedDetail(kind)
        case .endpointFailing, .endpointRecovered: ChangeDetail(endpoint: endpoint("desk", reason: "answered 502"))
        case .digestReady:
            ChangeDetail(digest: DigestSnapshot(from: at.addingTimeInterval(-86_400), to: at, previous: nil))
        }
    }

    static func endpoint(_ name: String, reason: String) -> EndpointSnapshot {
        EndpointSnapshot(name: name, reason: reason, failures: 4, since: at.addingTimeInterval(-3600))
    }

    static func delivery(_ change: Change, attempts: Int = 0) -> Delivery {
        Delivery(
            id: 1, endpoint: "desk", change: change, state: .pending, attempts: attempts, nextTry: at, lastError: nil,
            created: at)
    }

    static func newsDetail(_ kind: ChangeKind, title: String) -> ChangeDetail {
        let isRevision = kind == .articleRevised || kind == .storyUpdated
        return ChangeDetail(
            story: StorySnapshot(
                id: StoryID(rawValue: 17), title: title, firstSeen: at, articles: 2,
                outlets: ["Han River Post", "Peninsula Wire"]),
            article: ArticleSnapshot(
                id: ArticleID(rawValue: 42), url: "https://news.example/42?a=1&b=2", title: title,
                feed: "Han River Post",
                published: at.addingTimeInterval(-600), language: "en", summary: "The treaty took effect at once."),
            relevance: .onTopic, score: 0.93, tags: ["ratification", "mutual_defence"], newTags: ["ratification"],
            evidence: [
                Evidence(
                    concept: "ratification", gloss: "ratification", text: "비준서 교환", field: .title, offset: 0)
            ],
            revision: isRevision
                ? RevisionSnapshot(
                    number: 2, kinds: [.headline],
                    diff: [.init(.same, "Treaty "), .init(.removed, "to enter"), .init(.added, "enters")]) : nil)
    }

    static func feedDetail(_ kind: ChangeKind) -> ChangeDetail {
        ChangeDetail(
            feed: FeedSnapshot(
                name: "Border Times", url: "https://border.example/rss", reason: "the certificate has ended",
                failures: 9, since: at.addingTimeInterval(-86_400),
                movedTo: kind == .feedMoved ? "https://border.example/feed" : nil,
                entries: kind == .feedFlood ? 80 : nil))
    }

    /// A change whose every text is as long and as nasty as texts can be.
    static func monstrous(_ text: String, kind: ChangeKind = .storyUpdated) -> Change {
        var detail = newsDetail(kind, title: text)
        detail.story?.outlets = Array(repeating: text, count: 10)
        detail.article?.summary = text
        detail.article?.feed = text
        detail.article?.url = "https://news.example/" + String(repeating: "a", count: 1_900)
        detail.tags = Array(repeating: text, count: 10)
        detail.newTags = detail.tags
        detail.evidence = (0..<10).map { index in
            Evidence(concept: "c\(index) \(text)", gloss: text, text: text, field: .body, offset: index)
        }
        detail.revision?.diff = Array(repeating: DiffSegment(.added, text), count: 10)
        detail.feed =
            kind.rawValue.hasPrefix("feed.") || kind.concernsNews
            ? FeedSnapshot(name: text, url: text, reason: text, movedTo: text) : nil
        if kind.rawValue.hasPrefix("endpoint.") { detail.endpoint = endpoint(text, reason: text) }
        if kind == .digestReady { detail.digest = DigestSnapshot(from: at, to: at, previous: at) }
        return Change(id: ChangeID(rawValue: .max), kind: kind, at: at, feed: text, quiet: false, detail: detail)
    }

    /// Texts that break careless writers.
    static let nastyTexts = [
        String(repeating: "a", count: 5_000),
        String(repeating: "\"\\", count: 1_200),
        String(repeating: "<&>*_`@here ", count: 120),
        String(repeating: "조약 ", count: 900),
        String(repeating: "👨‍👩‍👧‍👦", count: 500),
        "e" + String(repeating: "\u{0301}", count: 4_000),
        String(repeating: "\u{1B}[31m\u{9B}2J\u{202E}\n", count: 120),
        String(repeating: "@everyone <!channel> ", count: 120),
    ]
}
