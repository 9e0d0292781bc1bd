/// The key of a feed in the store; it outlives changes of the feed's name or address.
package struct FeedID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The key of an article in the store, as users type it after `show` and `diff`.
package struct ArticleID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The key of a story: one or more articles that are copies of one text.
package struct StoryID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// The number of a change in the journal: ascending, never reused.
package struct ChangeID: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    package let rawValue: Int64
    package init(rawValue: Int64) { self.rawValue = rawValue }

    package static func < (left: ChangeID, right: ChangeID) -> Bool { left.rawValue < right.rawValue }
}
