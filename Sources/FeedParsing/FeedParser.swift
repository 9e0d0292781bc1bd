package import Foundation
package import NewsModel

/// Bytes into a feed.
package enum FeedParser {
    /// Reads a document of any format; ill-formed ones give what can be had of them.
    ///
    /// - Parameters:
    ///   - contentType: The server's `Content-Type`; its charset is one step of the ladder.
    ///   - url: Where the document came from; relative links are resolved against it.
    ///   - encoding: The user's setting, which wins over all that the document says.
    ///   - timeZone: The zone of dates that name none; UTC otherwise.
    /// - Throws: What the document is instead, when it is no feed. A feed without entries is no error.
    package static func parse(
        _ bytes: [UInt8], contentType: String?, url: String?, encoding: String? = nil, timeZone: TimeZone? = nil
    ) throws(FeedParseError) -> ParsedFeed {
        guard !bytes.isEmpty else { throw .empty }
        if let what = ForeignDocument.kind(of: bytes) { throw .notText(what: what) }
        let text = try DocumentText(bytes, charset: contentType.flatMap { ContentType($0).charset }, setting: encoding)
        var feed = try feed(in: text.utf8, url: url, timeZone: timeZone)
        feed.encoding = text.encoding
        feed.mended = text.mended + feed.mended
        return feed
    }

    private static func feed(in utf8: [UInt8], url: String?, timeZone: TimeZone?) throws(FeedParseError) -> ParsedFeed {
        guard let first = utf8.first(where: { !$0.isSpace && $0 != 0 }) else { throw .empty }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            return try JSONFeed.parse(utf8, documentURL: url, timeZone: timeZone)
        }
        let outcome = LineBreaks.normalized(utf8).withUnsafeBufferPointer {
            XMLFeed.parse($0, documentURL: url, timeZone: timeZone)
        }
        return try outcome.get()
    }
}
