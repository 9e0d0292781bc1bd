package import Foundation

/// A feed document, whatever its format was.
package struct ParsedFeed: Hashable, Sendable {
    package var format: FeedFormat
    /// Plain text.
    package var title: String?
    package var homePageURL: String?
    package var feedURL: String?
    package var language: String?
    package var updated: Date?
    package var hints = PublisherHints()
    package var entries: [ParsedEntry] = []
    /// How the bytes became text, and which step of the ladder decided.
    package var encoding: TextEncoding?
    /// What had to be mended to read the document, one plain phrase each; empty for a well-formed one.
    package var mended: [String] = []

    package init(format: FeedFormat) { self.format = format }
}

package enum FeedFormat: String, Hashable, Sendable, Codable {
    case rss090 = "rss0.90"
    case rss091 = "rss0.91"
    case rss092 = "rss0.92"
    case rss093 = "rss0.93"
    case rss094 = "rss0.94"
    case rss10 = "rss1.0"
    case rss20 = "rss2.0"
    case atom03 = "atom0.3"
    case atom10 = "atom1.0"
    case jsonFeed10 = "jsonfeed1.0"
    case jsonFeed11 = "jsonfeed1.1"
    case newsSitemap = "newssitemap"
}

/// How often the publisher asks to be asked.
///
/// Source: RSS 2.0 `ttl`, `skipHours`, `skipDays`; RSS 1.0 syndication module `sy:*`.
package struct PublisherHints: Hashable, Sendable, Codable {
    package var ttlMinutes: Int?
    /// 0...23, UTC.
    package var skipHours: Set<Int> = []
    /// 1 is Sunday, 7 is Saturday, UTC.
    package var skipDays: Set<Int> = []
    /// `sy:updatePeriod` divided by `sy:updateFrequency`, in seconds.
    package var updatePeriodSeconds: Int?

    package init() {}
}

/// The character encoding of a document and why it was chosen.
package struct TextEncoding: Hashable, Sendable, Codable {
    package enum Step: String, Hashable, Sendable, Codable {
        case setting, byteOrderMark, declaration, httpCharset, utf8, guess
    }

    /// As iconv names it, upper case.
    package var name: String
    package var step: Step
    /// The text looks as if it was decoded wrongly once before it reached us.
    package var looksGarbled = false

    package init(name: String, step: Step, looksGarbled: Bool = false) {
        self.name = name
        self.step = step
        self.looksGarbled = looksGarbled
    }
}
