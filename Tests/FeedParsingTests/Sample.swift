import FeedParsing
import NewsModel

/// Short ways to a parsed document.
enum Sample {
    static func feed(_ document: String, contentType: String? = nil, url: String? = nil) throws -> ParsedFeed {
        try FeedParser.parse(Array(document.utf8), contentType: contentType, url: url)
    }

    /// The only entry of an RSS 2.0 channel.
    static func item(_ elements: String, url: String? = nil) throws -> ParsedEntry? {
        try feed("<rss version=\"2.0\"><channel><item>\(elements)</item></channel></rss>", url: url).entries.first
    }

    /// The only entry of an Atom feed.
    static func entry(_ elements: String, attributes: String = "", url: String? = nil) throws -> ParsedEntry? {
        let root = #"<feed xmlns="http://www.w3.org/2005/Atom" \#(attributes)>"#
        return try feed("\(root)<entry>\(elements)</entry></feed>", url: url).entries.first
    }

    static func error(_ bytes: [UInt8]) -> FeedParseError? {
        do throws(FeedParseError) {
            _ = try FeedParser.parse(bytes, contentType: nil, url: nil)
            return nil
        } catch {
            return error
        }
    }
}
