package import Foundation

/// The words of an article in plain text: what is classified, compared and searched.
///
/// Paragraphs are separated by a newline. No markup, no control characters but the newline.
package struct ArticleText: Hashable, Sendable, Codable {
    package var title: String
    /// The lead or teaser; empty when the feed gave only one text (then it is the body).
    package var summary: String
    package var body: String
    /// BCP 47, as far as it is known.
    package var language: String?

    package init(title: String, summary: String = "", body: String = "", language: String? = nil) {
        self.title = title
        self.summary = summary
        self.body = body
        self.language = language
    }
}

/// An entry on its way into the store: read, turned into plain text, classified.
package struct IncomingArticle: Hashable, Sendable {
    /// What tells the entry apart inside its feed.
    package var key: EntryKey
    /// A hash over the entry as the feed wrote it; equal means that nothing needs to be looked at.
    package var entryFingerprint: UInt64
    package var url: String?
    package var text: ArticleText
    package var published: Date?
    package var modified: Date?
    package var authors: [String]
    package var categories: [String]
    package var verdict: Verdict

    package init(
        key: EntryKey,
        entryFingerprint: UInt64,
        url: String?,
        text: ArticleText,
        published: Date? = nil,
        modified: Date? = nil,
        authors: [String] = [],
        categories: [String] = [],
        verdict: Verdict
    ) {
        self.key = key
        self.entryFingerprint = entryFingerprint
        self.url = url
        self.text = text
        self.published = published
        self.modified = modified
        self.authors = authors
        self.categories = categories
        self.verdict = verdict
    }
}

/// The identity of an entry within its feed: its guid, else its canonical URL, else a hash of title and date.
package struct EntryKey: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// What the store knows of an entry before it is looked at closely.
package enum Sighting: Hashable, Sendable {
    /// Never seen in this feed.
    case new
    /// Seen, but the feed writes it differently now.
    case changed(ArticleID)
    /// Seen just so.
    case known(ArticleID)
}

/// An article as the store keeps it.
package struct Article: Hashable, Sendable, Identifiable {
    package var id: ArticleID
    package var story: StoryID
    /// The feed that brought it first.
    package var feed: String
    /// Every feed that carried it, the first one first.
    package var feeds: [String]
    package var url: String?
    package var text: ArticleText
    package var published: Date?
    package var firstSeen: Date
    /// 1 for the first version.
    package var revision: Int
    package var verdict: Verdict

    package init(
        id: ArticleID,
        story: StoryID,
        feed: String,
        feeds: [String],
        url: String?,
        text: ArticleText,
        published: Date?,
        firstSeen: Date,
        revision: Int,
        verdict: Verdict
    ) {
        self.id = id
        self.story = story
        self.feed = feed
        self.feeds = feeds
        self.url = url
        self.text = text
        self.published = published
        self.firstSeen = firstSeen
        self.revision = revision
        self.verdict = verdict
    }
}
