import Classifying
import Comparing
import Foundation
import JSONText
import NewsModel
import Storing

/// One line of a file of articles, as it is written there.
struct ImportedLine {
    private var id: String?
    private var feed: String?
    private var url: String?
    private var title = ""
    private var summary = ""
    private var body = ""
    private var published: String?
    private var language: String?

    /// Members that are not known are passed over; an `id` may be a number.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        var line = Self()
        var scanner = JSONScanner(bytes)
        try scanner.object { (name, scanner) throws(JSONError) in
            switch name {
            case "id": line.id = try scanner.text()
            case "feed": line.feed = try scanner.text()
            case "url": line.url = try scanner.text()
            case "title": line.title = try scanner.text() ?? ""
            case "summary": line.summary = try scanner.text() ?? ""
            case "body": line.body = try scanner.text() ?? ""
            case "published": line.published = try scanner.text()
            case "lang": line.language = try scanner.text()
            default: try scanner.skip()
            }
        }
        try scanner.end()
        self = line
    }

    private init() {}

    /// The article, classified; or in words what it lacks.
    func article(_ classifier: Classifier) throws(Unusable) -> ImportedArticle {
        let text = ArticleText(title: title, summary: summary, body: body, language: language)
        guard !title.isEmpty || !summary.isEmpty || !body.isEmpty else {
            throw Unusable(reason: "it has neither title nor text")
        }
        var entry = ParsedEntry()
        entry.id = id
        entry.url = url
        entry.title = title
        entry.summaryHTML = summary
        entry.contentHTML = body
        entry.published = try date()
        guard let key = EntryIdentity.key(of: entry) else {
            throw Unusable(reason: "it has nothing to be told apart by: no id, url or title")
        }
        return ImportedArticle(
            feed: feed ?? "import",
            article: IncomingArticle(
                key: key, entryFingerprint: Fingerprint.of(entry: entry), url: url, text: text,
                published: entry.published, verdict: classifier.verdict(for: text)))
    }

    struct Unusable: Error {
        let reason: String
    }

    /// RFC 3339, with or without fractions of a second, or a day alone.
    private func date() throws(Unusable) -> Date? {
        guard let published, !published.isEmpty else { return nil }
        let styles = [
            Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
            Date.ISO8601FormatStyle().year().month().day(),
        ]
        for style in styles {
            if let date = try? Date(published, strategy: style) { return date }
        }
        throw Unusable(reason: "'\(published.prefix(40))' is no RFC 3339 time")
    }
}
