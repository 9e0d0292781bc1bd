import Comparing
import Foundation
import GRDB
import NewsModel

/// The commit of one feed's refresh, or of imported articles of one feed.
final class PassCommit {
    let transaction: Transaction
    let feed: Int64
    let feedName: String
    let at: Date
    let isQuiet: Bool
    let isBackfill: Bool
    var report = CommitReport()
    /// Addresses that several entries of this document share: they name a page, and none of the entries.
    private var sharedAddresses: Set<Int64> = []

    var db: Database { transaction.db }

    convenience init(_ transaction: Transaction, _ pass: FeedPass) {
        self.init(
            transaction,
            feed: pass.state.id.rawValue,
            name: pass.state.feed.name,
            at: pass.at,
            quiet: pass.quiet,
            backfilling: false
        )
    }

    init(
        _ transaction: Transaction,
        feed: Int64,
        name: String,
        at: Date,
        quiet: Bool = true,
        backfilling: Bool
    ) {
        self.transaction = transaction
        self.feed = feed
        feedName = name
        self.at = at
        isQuiet = quiet
        isBackfill = backfilling
    }

    /// The steps of a commit, in their order.
    ///
    /// The caller's transaction makes them one.
    func run(_ pass: FeedPass) throws -> CommitReport {
        try FeedRow.saveMemory(of: pass.state, in: db)
        for event in pass.events {
            try record(event.kind, quiet: false, detail: ChangeDetail(feed: event.snapshot))
        }
        sharedAddresses = Self.sharedAddresses(of: pass.articles)
        // The oldest first, so that a story begins with the article that began it. Feeds list the newest first.
        let ordered = pass.articles.enumerated().map { (publicationTime(of: $0.element), -$0.offset, $0.element) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        for (_, _, article) in ordered { try add(article) }
        return report
    }

    /// Finds out whether an entry is known, the same article in another place, or new, and stores it.
    func add(_ article: IncomingArticle) throws {
        var incoming = article
        if !incoming.verdict.score.isFinite { incoming.verdict.score = 0 }
        // 1. By what the feed calls it.
        if let entry = try EntryMemory.entry(incoming.key, in: feed, db) {
            guard entry.fingerprint != incoming.entryFingerprint else {
                report.knownArticles += 1
                return
            }
            try EntryMemory.update(incoming, in: feed, db)
            try meetAgain(entry.article, incoming)
            return
        }
        // 2. By its address.
        let address = EntryMemory.address(incoming.url).flatMap { sharedAddresses.contains($0) ? nil : $0 }
        if let address, let known = try EntryMemory.article(at: address, db), try isSame(known, incoming) {
            try EntryMemory.remember(incoming, in: feed, as: known, db)
            try meetAgain(known, incoming)
            return
        }
        // 3. By its text: the same feed may bring it again under a new guid and a new address.
        let comparable = ComparableText(incoming.text)
        let bands = Sketch(comparable)?.bands ?? []
        let time = publicationTime(of: incoming)
        let copies = try CopySearch(db, at: at).copies(of: incoming, comparable, bands: bands, time: time, feed: feed)
        if let twin = copies.twin {
            try EntryMemory.remember(incoming, in: feed, as: twin, db)
            if let address { try EntryMemory.remember(address: address, of: twin, db) }
            report.knownArticles += 1
            return
        }
        // 4. New.
        let id = try insert(incoming, bands: bands, time: time, into: copies.stories)
        try EntryMemory.remember(incoming, in: feed, as: id, db)
        if let address { try EntryMemory.remember(address: address, of: id, db) }
    }

    /// When an article came out, as far as it can be believed: never later than now.
    ///
    /// In milliseconds.
    func publicationTime(of incoming: IncomingArticle) -> Int64 {
        min(incoming.published?.milliseconds ?? at.milliseconds, at.milliseconds)
    }

    /// Whether an entry with an article's address is that article.
    ///
    /// Between feeds the address decides. Within a feed that gives the entry a new guid the text must agree as well: some
    /// link all their entries to one page.
    private func isSame(_ id: Int64, _ incoming: IncomingArticle) throws -> Bool {
        guard let article = try StoredArticle.find(id, db), !article.isDropped,
            try article.isCarried(by: feed, db),
            let text = try StoredText.find(id, revision: article.trusted, db)
        else { return true }
        return !RevisionComparison.kinds(from: text, to: incoming.text).contains(.headline)
            || CopyJudgement.isCopy(text, incoming.text, publishedApart: nil)
    }

    private static func sharedAddresses(of articles: [IncomingArticle]) -> Set<Int64> {
        guard articles.count > 1 else { return [] }
        var keys: [Int64: EntryKey] = [:]
        var shared: Set<Int64> = []
        for article in articles {
            guard let address = EntryMemory.address(article.url) else { continue }
            if let key = keys[address], key != article.key { shared.insert(address) }
            keys[address] = article.key
        }
        return shared
    }
}
