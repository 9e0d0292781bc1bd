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
    private let sharedAddresses: Set<Int64>

    var db: Database { transaction.db }

    convenience init(_ transaction: Transaction, _ prepared: PreparedPass) {
        let pass = prepared.pass
        self.init(
            transaction,
            feed: pass.state.id.rawValue,
            name: pass.state.feed.name,
            at: pass.at,
            quiet: pass.quiet,
            backfilling: false,
            sharedAddresses: prepared.sharedAddresses
        )
    }

    init(
        _ transaction: Transaction,
        feed: Int64,
        name: String,
        at: Date,
        quiet: Bool = true,
        backfilling: Bool,
        sharedAddresses: Set<Int64> = []
    ) {
        self.transaction = transaction
        self.feed = feed
        feedName = name
        self.at = at
        isQuiet = quiet
        isBackfill = backfilling
        self.sharedAddresses = sharedAddresses
    }

    /// The steps of a commit, in their order.
    ///
    /// The caller's transaction makes them one.
    func run(_ prepared: PreparedPass) throws -> CommitReport {
        try FeedRow.saveMemory(of: prepared.pass.state, in: db)
        for event in prepared.pass.events {
            try record(event.kind, quiet: false, detail: ChangeDetail(feed: event.snapshot))
        }
        for article in prepared.articles { try add(article) }
        return report
    }

    /// Finds out whether an entry is known, the same article in another place, or new, and stores it.
    func add(_ article: PreparedArticle) throws {
        let incoming = article.incoming
        // 1. By what the feed calls it.
        if let entry = try EntryMemory.entry(article.key, in: feed, db) {
            guard entry.fingerprint != incoming.entryFingerprint else {
                report.knownArticles += 1
                return
            }
            try EntryMemory.update(article, in: feed, db)
            try meetAgain(entry.article, article)
            return
        }
        // 2. By its address.
        let address = article.address.flatMap { sharedAddresses.contains($0) ? nil : $0 }
        if let address, let known = try EntryMemory.article(at: address, db), try isSame(known, incoming) {
            try EntryMemory.remember(article, in: feed, as: known, db)
            try meetAgain(known, article)
            return
        }
        // 3. By its text: the same feed may bring it again under a new guid and a new address.
        let time = article.publicationTime(at: at)
        let copies = try CopySearch(transaction, at: at).copies(of: article, time: time, feed: feed)
        if let twin = copies.twin {
            try EntryMemory.remember(article, in: feed, as: twin, db)
            if let address { try EntryMemory.remember(address: address, of: twin, db) }
            report.knownArticles += 1
            return
        }
        // 4. New.
        let id = try insert(article, time: time, into: copies.stories)
        try EntryMemory.remember(article, in: feed, as: id, db)
        if let address { try EntryMemory.remember(address: address, of: id, db) }
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
}
