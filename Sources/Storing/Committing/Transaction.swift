import Foundation
import GRDB
import NewsModel

/// One write transaction: the connection, and the keys of small sets that it has looked up already.
final class Transaction {
    let db: Database
    let routes: [Route]
    let filters: BandFilters
    var bands = PendingBands()
    /// Those that were looked into; no run is added before the end.
    private var runs: [Int64: [BandRun]] = [:]
    /// Opened when first needed.
    private var searchIndex: SearchIndex?
    private var articles = Numbering("article")
    private var changes = Numbering("change")
    private var topics: [String: Int64] = [:]
    private var tags: [String: Int64] = [:]
    private var feeds: [String: Int64] = [:]
    private var feedNames: [Int64: String] = [:]
    private var endpoints: [String: Int64?] = [:]

    private init(_ db: Database, routes: [Route], filters: BandFilters) {
        self.db = db
        self.routes = routes
        self.filters = filters
    }

    /// Does the work of a transaction that is open.
    ///
    /// - Parameter filters: The store's, for work that adds articles.
    static func run<Result>(
        _ db: Database,
        routes: [Route] = [],
        filters: BandFilters = BandFilters(),
        _ work: (Transaction) throws -> Result
    ) throws -> Result {
        let transaction = Transaction(db, routes: routes, filters: filters)
        let result = try work(transaction)
        try transaction.bands.save(db, filters)
        try transaction.searchIndex?.merge(db)
        try transaction.articles.save(db)
        try transaction.changes.save(db)
        return result
    }

    func newArticleID() throws -> Int64 { try articles.next(db) }

    func newChangeID() throws -> Int64 { try changes.next(db) }

    /// - Parameter words: See `SearchIndex.words(of:)`.
    func index(_ words: String, of article: Int64) throws {
        try openIndex()
        try searchIndex?.insert(words, of: article, db)
    }

    /// - Parameter former: The words that the article is found by so far.
    func index(_ words: String, insteadOf former: String, of article: Int64) throws {
        try openIndex()
        try searchIndex?.delete(former, of: article, db)
        try searchIndex?.insert(words, of: article, db)
    }

    private func openIndex() throws {
        if searchIndex == nil { searchIndex = try SearchIndex(db) }
    }

    func bandRuns(in slot: Int64) throws -> [BandRun] {
        if let known = runs[slot] { return known }
        let found = try BandRun.all(in: slot, db)
        runs[slot] = found
        return found
    }

    func topic(of verdict: Verdict) throws -> Int64 {
        let key = "\(verdict.threshold) \(verdict.topic)"
        if let id = topics[key] { return id }
        let arguments = [verdict.topic.databaseValue, verdict.threshold.databaseValue]
        let id = try find("SELECT id FROM topic WHERE name = ? AND threshold = ?", arguments) {
            try db.run("INSERT INTO topic (name, threshold) VALUES (?, ?)", arguments)
        }
        topics[key] = id
        return id
    }

    func tag(_ name: String) throws -> Int64 {
        if let id = tags[name] { return id }
        let id = try find("SELECT id FROM tag WHERE name = ?", [name.databaseValue]) {
            try db.run("INSERT INTO tag (name) VALUES (?)", [name.databaseValue])
        }
        tags[name] = id
        return id
    }

    /// A feed for an import, made when no feed has the name.
    func feed(named name: String, at now: Date) throws -> Int64 {
        if let id = feeds[name] { return id }
        let id = try find("SELECT id FROM feed WHERE name = ? ORDER BY listed DESC, id LIMIT 1", [name.databaseValue]) {
            try db.run(
                "INSERT INTO feed (name, url, listed, enabled, due) VALUES (?, '', 0, 0, ?)",
                [name.databaseValue, now.milliseconds.databaseValue]
            )
        }
        feeds[name] = id
        return id
    }

    func name(ofFeed id: Int64) throws -> String {
        if let name = feedNames[id] { return name }
        let name = try db.first("SELECT name FROM feed WHERE id = ?", [id.databaseValue]) { $0[0] as String } ?? ""
        feedNames[id] = name
        return name
    }

    /// The key of an endpoint; nil when it answered that it wants nothing any more.
    func openEndpoint(_ name: String) throws -> Int64? {
        if let known = endpoints[name] { return known }
        let id = try find("SELECT id FROM endpoint WHERE name = ?", [name.databaseValue]) {
            try db.run("INSERT INTO endpoint (name) VALUES (?)", [name.databaseValue])
        }
        let disabled = try db.integer("SELECT disabled_at FROM endpoint WHERE id = ?", [id.databaseValue])
        let open = disabled == nil ? id : nil
        endpoints[name] = .some(open)
        return open
    }

    private func find(_ sql: String, _ arguments: [DatabaseValue], insert: () throws -> Void) throws -> Int64 {
        if let id = try db.integer(sql, arguments) { return id }
        try insert()
        return db.lastInsertedRowID
    }
}

/// Numbers that ascend without a gap and are not used again after retention dropped the newest.
///
/// SQLite's AUTOINCREMENT promises the same, and looks into its own table twice for each row.
private struct Numbering {
    private let name: String
    private var last: Int64?
    private var isChanged = false

    init(_ name: String) { self.name = name }

    mutating func next(_ db: Database) throws -> Int64 {
        let known = try last ?? db.integer("SELECT last FROM numbering WHERE name = ?", [name.databaseValue])
        let number = (known ?? 0) + 1
        last = number
        isChanged = true
        return number
    }

    func save(_ db: Database) throws {
        guard isChanged, let last else { return }
        try db.run(
            "INSERT INTO numbering (name, last) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last = ?2",
            [name.databaseValue, last.databaseValue]
        )
    }
}
