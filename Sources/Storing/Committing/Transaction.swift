import Foundation
import GRDB
import NewsModel

/// One write transaction: the connection, and the keys of small sets that it has looked up already.
final class Transaction {
    let db: Database
    let routes: [Route]
    private var nextArticle: Int64?
    private var topics: [String: Int64] = [:]
    private var tags: [String: Int64] = [:]
    private var feeds: [String: Int64] = [:]
    private var feedNames: [Int64: String] = [:]
    private var endpoints: [String: Int64?] = [:]

    init(_ db: Database, routes: [Route]) {
        self.db = db
        self.routes = routes
    }

    /// The number of the next article: ascending, and not used again after retention dropped the newest.
    func newArticleID() throws -> Int64 {
        let id = try nextArticle ?? (db.integer("SELECT seq FROM sqlite_sequence WHERE name = 'article'") ?? 0) + 1
        nextArticle = id + 1
        return id
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
