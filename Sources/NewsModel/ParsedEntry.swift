package import Foundation

/// One entry of a feed document.
package struct ParsedEntry: Hashable, Sendable {
    /// guid, atom:id or JSON Feed id, as the publisher wrote it.
    package var id: String?
    /// Absolute where the document allows it.
    package var url: String?
    /// Plain text.
    package var title: String?
    package var summaryHTML: String?
    package var contentHTML: String?
    package var published: Date?
    package var modified: Date?
    package var authors: [String] = []
    package var categories: [String] = []
    package var language: String?
    package var enclosures: [Enclosure] = []
    package var externalURL: String?

    package init() {}
}

/// A media file attached to an entry.
package struct Enclosure: Hashable, Sendable {
    package var url: String?
    package var type: String?
    /// In bytes.
    package var length: Int?

    package init(url: String? = nil, type: String? = nil, length: Int? = nil) {
        self.url = url
        self.type = type
        self.length = length
    }
}
