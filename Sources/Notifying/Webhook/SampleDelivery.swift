package import Foundation
package import NewsModel

/// A made-up message with which a user tries an endpoint.
package enum SampleDelivery {
    /// A new story that says of itself that it is a test.
    ///
    /// Its change has a negative number, which the journal never gives, made of the time, so that a receiver that knows
    /// messages by their ids takes every test for a new one.
    package static func make(for endpoint: String, at now: Date) -> Delivery {
        let title = "Test message from newswatch: this endpoint works"
        let change = Change(
            id: ChangeID(rawValue: -Timestamp.unixSeconds(now)),
            kind: .storyNew,
            at: now,
            feed: "newswatch",
            quiet: false,
            detail: ChangeDetail(
                story: StorySnapshot(
                    id: StoryID(rawValue: 0), title: title, firstSeen: now, articles: 1, outlets: ["newswatch"]),
                article: ArticleSnapshot(
                    id: ArticleID(rawValue: 0), url: "https://example.org/", title: title, feed: "newswatch",
                    published: now, language: "en", summary: "No story stands behind it."),
                relevance: .onTopic, score: 1, tags: ["test"], newTags: ["test"],
                evidence: [Evidence(concept: "test", gloss: "test", text: "Test", field: .title, offset: 0)]))
        return Delivery(
            id: 0, endpoint: endpoint, change: change, state: .pending, attempts: 0, nextTry: now, lastError: nil,
            created: now)
    }
}
