package import Foundation

/// A wish to hear nothing of a story, a tag or a feed.
package struct Mute: Hashable, Sendable, Identifiable {
    package enum Subject: Hashable, Sendable {
        case story(StoryID)
        /// A tag's key in the topic file.
        case tag(String)
        /// A feed's name.
        case feed(String)
    }

    package var id: Int64
    package var subject: Subject
    package var since: Date
    /// `nil` for ever.
    package var until: Date?

    package init(id: Int64, subject: Subject, since: Date, until: Date? = nil) {
        self.id = id
        self.subject = subject
        self.since = since
        self.until = until
    }
}

extension Mute.Subject: CustomStringConvertible {
    /// As the command line takes it: `story 17`, `tag sanctions`.
    package var description: String {
        switch self {
        case .story(let id): "story \(id.rawValue)"
        case .tag(let key): "tag \(key)"
        case .feed(let name): "feed \(name)"
        }
    }
}
