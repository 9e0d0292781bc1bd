package import Foundation

/// A run of words in a word diff.
package struct DiffSegment: Hashable, Sendable, Codable {
    package enum Kind: String, Hashable, Sendable, Codable {
        case same, removed, added
    }

    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// What changed between two versions of an article.
package enum RevisionKind: String, Hashable, Sendable, Codable, CaseIterable {
    case headline, lead, body, numbers, shrunk, withdrawn
}

/// One kept version of an article.
package struct Revision: Hashable, Sendable {
    /// 1 is the first version.
    package var number: Int
    /// When the version was fetched.
    package var seen: Date
    package var text: ArticleText
    /// Empty for the first version.
    package var kinds: [RevisionKind]

    package init(number: Int, seen: Date, text: ArticleText, kinds: [RevisionKind] = []) {
        self.number = number
        self.seen = seen
        self.text = text
        self.kinds = kinds
    }
}
