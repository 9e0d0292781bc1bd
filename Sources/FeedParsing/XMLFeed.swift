import Foundation
import NewsModel

/// A document of XML into a feed: the prolog, the reader over a well-formed document, the mender before it over any other.
enum XMLFeed {
    static func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, documentURL: String?, timeZone: TimeZone?
    ) -> Result<ParsedFeed, FeedParseError> {
        let prolog = Prolog(bytes)
        guard let start = prolog.rootStart else { return .failure(.notText(what: "a text without markup")) }
        if WebPage.isRoot(prolog.rootName) { return .failure(WebPage.error(for: bytes)) }

        var mended = prolog.hasJunk ? ["text before the first element passed over"] : []
        let empty = FeedBuilder(documentURL: documentURL, timeZone: timeZone)
        let root = UnsafeBufferPointer(rebasing: bytes[start...])
        var reading = XMLReader.read(root, entities: prolog.entities, mending: false, into: empty)
        if !reading.isWellFormed {
            let document = XMLMender(bytes, from: start, entities: prolog.entities).mended()
            mended += document.findings.phrases
            reading = document.utf8.withUnsafeBufferPointer {
                XMLReader.read($0, entities: [:], mending: true, into: empty)
            }
            if !reading.isWellFormed { mended.append("errors passed over") }
        }
        guard var feed = reading.builder.finished() else {
            return .failure(.notAFeed(rootElement: prolog.rootName))
        }
        feed.mended = mended
        return .success(feed)
    }
}

extension FeedBuilder {
    /// The feed, or `nil` when no element of any format was met.
    func finished() -> ParsedFeed? {
        guard let format = feed.format else { return nil }
        if format == .newsSitemap, !holdsNews { return nil }
        var parsed = ParsedFeed(format: format)
        parsed.title = feed.title.value
        parsed.homePageURL = feed.homePageURL.value
        parsed.feedURL = feed.feedURL.value
        parsed.language = feed.language.value
        parsed.updated = feed.updated.value
        parsed.hints = feed.hints
        if let period = feed.period { parsed.hints.updatePeriodSeconds = period / max(1, feed.frequency ?? 1) }
        parsed.entries = feed.entries
        return parsed
    }
}
