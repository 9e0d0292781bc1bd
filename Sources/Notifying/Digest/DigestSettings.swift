package import Foundation

/// For whom a digest is written, and in which words.
package struct DigestSettings: Hashable, Sendable {
    /// The topic's name, as the first words of the heading.
    package var topicTitle: String
    /// The reader's zone.
    package var timeZone: TimeZone
    /// Names of tags for people; a tag that is missing is shown by its key.
    package var tagNames: [String: String]
    /// How many stories are told in full; the rest are counted.
    package var storyLimit: Int
    /// How many near misses are listed; the rest are counted.
    package var nearMissLimit: Int

    package init(
        topicTitle: String,
        timeZone: TimeZone = .gmt,
        tagNames: [String: String] = [:],
        storyLimit: Int = 200,
        nearMissLimit: Int = 20
    ) {
        self.topicTitle = topicTitle
        self.timeZone = timeZone
        self.tagNames = tagNames
        self.storyLimit = storyLimit
        self.nearMissLimit = nearMissLimit
    }

    var clock: ReaderClock { ReaderClock(timeZone: timeZone) }

    func tagName(_ key: String) -> String { Excerpt.of(PlainText.line(tagNames[key] ?? key), limit: 60) }
}
