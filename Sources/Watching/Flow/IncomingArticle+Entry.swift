import Classifying
import Comparing
import FeedParsing
import Foundation
import NewsModel

extension ArticleText {
    /// The words of an entry, out of its markup.
    ///
    /// A feed that gives one text gives a body. A summary that only repeats the beginning of the body is dropped.
    init(_ entry: ParsedEntry, language: String?) {
        let texts = [entry.summaryHTML, entry.contentHTML].map { $0.map { PlainText.text(html: $0) } ?? "" }
        var (summary, body) = (texts[0], texts[1])
        if body.isEmpty { (summary, body) = ("", summary) }
        if body.beginsWith(bytesOf: summary) { summary = "" }
        self.init(title: entry.title ?? "", summary: summary, body: body, language: language)
    }
}

extension IncomingArticle {
    /// Reads an entry, turns it into plain text and classifies it.
    init(_ entry: ParsedEntry, key: EntryKey, fingerprint: UInt64, language: String?, classifier: Classifier) {
        let text = ArticleText(entry, language: entry.language ?? language)
        self.init(
            key: key,
            entryFingerprint: fingerprint,
            url: entry.url ?? entry.externalURL,
            text: text,
            published: entry.published ?? entry.modified,
            modified: entry.modified,
            authors: entry.authors,
            categories: entry.categories,
            verdict: classifier.verdict(for: text)
        )
    }
}
