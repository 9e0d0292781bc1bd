import Foundation
import NewsModel
import Storing
import TestSupport
import Testing

/// Noon of a day long after the articles of these tests.
let noon = Date(timeIntervalSince1970: 1_750_000_000)

func minutes(_ count: Double) -> Date { noon.addingTimeInterval(count * 60) }

/// A fresh store with feeds of the given names, opened as its owner.
func withStore<Result>(
    feeds names: [String] = ["alpha", "beta", "gamma"],
    _ body: (NewsStore, [FeedState], URL) async throws -> Result
) async throws -> Result {
    try await withTemporaryFolder { folder in
        let store = try NewsStore(directory: folder.appendingPathComponent("state"), access: .owner)
        let feeds = try await store.registered(
            names.map { Feed(name: $0, url: "https://\($0).example/feed") }, at: noon)
        return try await body(store, feeds, folder)
    }
}

let everything = Route(endpoint: "desk", kinds: Set(ChangeKind.allCases), relevance: .related)

func verdict(_ relevance: Relevance = .onTopic, tags: [String] = ["sanctions"], score: Double? = nil) -> Verdict {
    let usual: Double =
        switch relevance {
        case .onTopic: 0.9
        case .related: 0.4
        case .offTopic: 0.05
        }
    return Verdict(
        relevance: relevance,
        score: score ?? usual,
        threshold: 0.5,
        tags: relevance == .offTopic ? [] : tags,
        evidence: relevance == .offTopic
            ? [] : [Evidence(concept: "treaty", gloss: "treaty", text: "treaty", field: .title, offset: 3)],
        contributions: [Contribution(feature: "treaty", value: 1.5)],
        topic: "test/1"
    )
}

/// Texts of their own, long enough for a sketch, that have no sentence in common.
enum Story: String {
    case harbour, orchard, books

    var body: String {
        switch self {
        case .harbour:
            """
            The harbour authority closed the northern pier on Tuesday after divers found cracks in four of its pillars. \
            Ferries to the outer islands leave from the cruise terminal until further notice, and the evening service is \
            reduced to two crossings. Repairs are expected to last until the beginning of autumn, the harbour master said, \
            because the steel has to be ordered from a mill abroad and welded under water by a specialist crew.
            """
        case .orchard:
            """
            Apple growers in the valley expect the smallest harvest in a decade after frost destroyed blossoms on three \
            nights in April. The growers' association asked the ministry for loans without interest and for a faster \
            approval of protective nets. Cider makers have begun to buy fruit from neighbouring regions, where prices rose \
            by a third within six weeks, and smaller presses may stay closed this year altogether.
            """
        case .books:
            """
            Volunteers finished counting every book in the old town library and found eleven thousand more than the \
            catalogue lists. Among the surprises are two atlases with notes by the mapmaker's daughter and a crate of \
            theatre bills from the time of the great fire. The reading room reopens next month with longer hours, a lift \
            for wheelchairs and a small exhibition about the people who carried the collection to safety.
            """
        }
    }

    var title: String {
        switch self {
        case .harbour: "Northern pier closed after divers find cracks"
        case .orchard: "Frost leaves valley with smallest apple harvest"
        case .books: "Old town library finds eleven thousand forgotten books"
        }
    }

    var sentences: [String] { body.components(separatedBy: ". ").map { $0.hasSuffix(".") ? $0 : $0 + "." } }

    var text: ArticleText { ArticleText(title: title, body: body, language: "en") }
}

func article(
    _ guid: String,
    _ text: ArticleText,
    url: String? = nil,
    fingerprint: UInt64 = 1,
    published: Date? = nil,
    _ verdict: Verdict = verdict()
) -> IncomingArticle {
    IncomingArticle(
        key: EntryKey(rawValue: "id:" + guid),
        entryFingerprint: fingerprint,
        url: url ?? "https://example.com/\(guid)",
        text: text,
        published: published,
        verdict: verdict
    )
}

func pass(
    _ feed: FeedState,
    _ articles: [IncomingArticle] = [],
    events: [FeedEvent] = [],
    quiet: Bool = false,
    at time: Date = noon
) -> FeedPass {
    var state = feed
    state.lastAttempt = time
    state.lastSuccess = time
    state.due = time.addingTimeInterval(3600)
    return FeedPass(state: state, articles: articles, events: events, quiet: quiet, at: time)
}

extension NewsStore {
    /// The kinds of all changes so far, in their order.
    func kinds() async throws -> [ChangeKind] { try await journal().map(\.kind) }

    func journal() async throws -> [Change] { try await changes(after: ChangeID(rawValue: 0), limit: 1000) }

    func due(_ endpoint: String = "desk", at time: Date = noon) async throws -> [Delivery] {
        try await dueDeliveries(endpoint: endpoint, at: time, limit: 100)
    }
}

extension NewsStore {
    /// The states of the feeds that the settings now name, in the settings' order.
    func registered(_ feeds: [Feed], at now: Date) async throws -> [FeedState] {
        try await register(feeds, at: now)
        let states = Dictionary(uniqueKeysWithValues: try await feedStates().map { ($0.feed.name, $0) })
        return try feeds.map { try #require(states[$0.name]) }
    }
}
