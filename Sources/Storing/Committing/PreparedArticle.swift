import Comparing
import Foundation
package import NewsModel

/// An article made ready for its commit: all that can be found out about it without the database.
///
/// Cutting a text into words, sketching it and folding it for the search costs several times what storing it does. It
/// is a pure function of the article, so that the stages before the store do it side by side, and the one writer only
/// looks up, compares with what it found, and inserts.
package struct PreparedArticle: Sendable {
    let incoming: IncomingArticle
    /// What tells the entry apart inside its feed, as a hash.
    let key: Int64
    /// See `EntryMemory.address(_:)`.
    let address: Int64?
    let bands: [UInt64]
    /// See `SearchIndex.words(of:)`.
    let words: String
    /// See `StoredVerdict.json(_:)`.
    let reasons: String?

    package init(_ article: IncomingArticle) {
        var article = article
        if !article.verdict.score.isFinite { article.verdict.score = 0 }
        incoming = article
        key = EntryMemory.hash(article.key)
        address = EntryMemory.address(article.url)
        // Not kept: its tokens take five times the room of the text, and few articles have anything to be compared with.
        bands = Sketch(article.text)?.bands ?? []
        words = SearchIndex.words(of: article.text)
        reasons = StoredVerdict.json(article.verdict)
    }

    /// How much memory it holds, roughly, in bytes: its text and the words of it for the search.
    fileprivate var weight: Int {
        let text = incoming.text
        return 2048 + (text.title.utf8.count + text.summary.utf8.count + text.body.utf8.count) * 2
    }

    /// When the article came out, as far as it can be believed: never later than now.
    ///
    /// In milliseconds.
    func publicationTime(at now: Date) -> Int64 {
        min(incoming.published?.milliseconds ?? now.milliseconds, now.milliseconds)
    }
}

/// A refresh made ready for its commit, its articles in the order in which they are stored.
package struct PreparedPass: Sendable {
    let pass: FeedPass
    let articles: [PreparedArticle]
    /// Addresses that several entries of this document share: they name a page, and none of the entries.
    let sharedAddresses: Set<Int64>
    /// How much memory it holds, roughly, in bytes.
    package let weight: Int

    package init(_ pass: FeedPass) {
        self.pass = pass
        let prepared = pass.articles.map { PreparedArticle($0) }
        weight = prepared.reduce(2048) { $0 + $1.weight }
        sharedAddresses = Self.sharedAddresses(of: prepared)
        // The oldest first, so that a story begins with the article that began it. Feeds list the newest first.
        articles = prepared.enumerated()
            .map { (time: $0.element.publicationTime(at: pass.at), place: -$0.offset, article: $0.element) }
            .sorted { ($0.time, $0.place) < ($1.time, $1.place) }
            .map(\.article)
    }

    private static func sharedAddresses(of articles: [PreparedArticle]) -> Set<Int64> {
        guard articles.count > 1 else { return [] }
        var keys: [Int64: Int64] = [:]
        var shared: Set<Int64> = []
        for article in articles {
            guard let address = article.address else { continue }
            if let key = keys[address], key != article.key { shared.insert(address) }
            keys[address] = article.key
        }
        return shared
    }
}

/// An article from elsewhere than a refresh, made ready, with the name of the feed that it is to stand under.
package struct ImportedArticle: Sendable {
    let feed: String
    let article: PreparedArticle

    /// How much memory it holds, roughly, in bytes.
    package var weight: Int { article.weight }

    package init(feed: String, article: IncomingArticle) {
        self.feed = feed
        self.article = PreparedArticle(article)
    }
}
