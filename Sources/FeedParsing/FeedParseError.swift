/// Why a document is no feed.
package enum FeedParseError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    /// An ordinary web page.
    case htmlPage(title: String?)
    /// A page that a protection service puts in the feed's place.
    case blockedPage(service: String)
    /// XML whose root element no feed format has.
    case notAFeed(rootElement: String)
    /// JSON, and no JSON Feed.
    case notAJSONFeed(why: String)
    /// Neither XML nor JSON; says what it is where that can be told.
    case notText(what: String)
    /// The encoding asked for by the settings is unknown, or the bytes are not in it.
    case undecodable(encoding: String)

    package var description: String {
        switch self {
        case .empty: "the document is empty"
        case .htmlPage(let title):
            "a web page, not a feed" + (title.map { ": “\($0)”" } ?? "")
                + "; look for the feed's own address on that page"
        case .blockedPage(let service):
            "a page of \(service) in place of the feed: the server wants a person with a browser"
        case .notAFeed(let root): "XML with the root element <\(root)>, which no feed format has"
        case .notAJSONFeed(let why): "JSON, but no JSON Feed: \(why)"
        case .notText(let what): "\(what), not a feed"
        case .undecodable(let encoding): "the document cannot be read as \(encoding)"
        }
    }
}
