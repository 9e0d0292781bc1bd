import Comparing
import Foundation
import GRDB
import NewsModel

/// Finds the articles that an incoming one is a copy of, at a cost that does not grow with the store.
///
/// Sketch bands give candidates, a bounded number of each; the texts decide.
struct CopySearch {
    /// A story ends when nothing joined it for so long.
    static let storyWindow: Int64 = 30 * 86_400_000
    /// The span of publication time that lies together in the index; not shorter than the window.
    static let slotWidth: Int64 = 32 * 86_400_000

    struct Copies {
        /// The article itself, brought again by its feed.
        var twin: Int64?
        /// The stories that hold a copy, without repetition.
        var stories: [Int64] = []
    }

    private let transaction: Transaction
    /// The latest span that can hold articles.
    private let lastSlot: Int64

    private var db: Database { transaction.db }

    init(_ transaction: Transaction, at now: Date) {
        self.transaction = transaction
        lastSlot = Self.slot(of: now.milliseconds)
    }

    static func slot(of time: Int64) -> Int64 {
        time >= 0 ? time / slotWidth : (time - slotWidth + 1) / slotWidth
    }

    static func insert(_ bands: [UInt64], of article: Int64, time: Int64, _ transaction: Transaction) {
        transaction.bands.insert(hashes(of: bands), of: article, in: slot(of: time))
    }

    /// - Parameter own: The article itself, when it is stored already; then only stories are sought.
    func copies(
        of article: PreparedArticle,
        time: Int64,
        feed: Int64,
        own: StoredArticle? = nil
    ) throws -> Copies {
        var copies = Copies()
        let incoming = article.incoming
        var comparable: ComparableText?
        for id in try candidates(article.bands, around: time) where id != own?.id {
            guard let candidate = try StoredArticle.find(id, db), !candidate.isDropped else { continue }
            let isJoined = copies.stories.contains(candidate.story) || candidate.story == own?.story
            let mayBeTwin = try own == nil && candidate.isCarried(by: feed, db)
            guard mayBeTwin || !isJoined, let text = try StoredText.find(id, revision: candidate.trusted, db) else {
                continue
            }
            if mayBeTwin, Self.isTwin(incoming, text, published: candidate.published) {
                return Copies(twin: id)
            }
            guard !isJoined, try isOpen(candidate.story, at: time) else { continue }
            let published = candidate.published.map { Date(milliseconds: $0) }
            let apart = Self.apart(published, incoming.published)
            let prepared = comparable ?? ComparableText(incoming.text)
            comparable = prepared
            if CopyJudgement.isCopy(ComparableText(text), prepared, publishedApart: apart) {
                copies.stories.append(candidate.story)
            }
        }
        return copies
    }

    /// Articles that share a band, those that share most first.
    private func candidates(_ bands: [UInt64], around time: Int64) throws -> [Int64] {
        let hashes = Self.hashes(of: bands)
        let slot = Self.slot(of: time)
        var found: [[Int64]] = Array(repeating: [], count: hashes.count)
        for slot in [slot, slot - 1] + (slot < lastSlot ? [slot + 1] : []) {
            for (place, hash) in hashes.enumerated() {
                found[place] += transaction.bands.articles(with: hash, in: slot, atMost: CandidateChoice.rowsPerBand)
            }
            for place in try transaction.filters.possible(hashes, in: slot, db) {
                for run in try transaction.bandRuns(in: slot) {
                    found[place] += try run.articles(with: hashes[place], db)
                }
            }
        }
        guard found.contains(where: { !$0.isEmpty }) else { return [] }
        return CandidateChoice.best(found.map(Self.newest))
    }

    /// The articles of all spans that share a band, each once; a revision may have brought one into a second span.
    private static func newest(_ articles: [Int64]) -> [Int64] {
        guard articles.count > 1 else { return articles }
        var newest: [Int64] = []
        for article in articles.sorted(by: >) where article != newest.last {
            newest.append(article)
            if newest.count == CandidateChoice.rowsPerBand { break }
        }
        return newest
    }

    private func isOpen(_ story: Int64, at time: Int64) throws -> Bool {
        let isOpen = try db.first("SELECT earliest, latest FROM story WHERE id = ?", [story.databaseValue]) { row in
            time >= row[0] - Self.storyWindow && time <= row[1] + Self.storyWindow
        }
        return isOpen ?? false
    }

    /// The same words under the same title at the same time; a title alone is too little to say so.
    private static func isTwin(_ incoming: IncomingArticle, _ text: ArticleText, published: Int64?) -> Bool {
        guard incoming.text.summary.utf8.count + incoming.text.body.utf8.count >= 100 else { return false }
        let time = incoming.published?.milliseconds
        let isSameTime = if let time, let published { abs(time - published) <= 60_000 } else { true }
        return isSameTime && RevisionComparison.kinds(from: text, to: incoming.text).isEmpty
    }

    private static func apart(_ a: Date?, _ b: Date?) -> Duration? {
        guard let a, let b else { return nil }
        return .milliseconds(abs(a.milliseconds - b.milliseconds))
    }

    private static func hashes(of bands: [UInt64]) -> [UInt32] {
        bands.prefix(Sketch.maximumBands).map(BandRecord.hash(of:))
    }
}
