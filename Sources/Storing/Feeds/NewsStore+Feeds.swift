package import Foundation
import GRDB
package import NewsModel
import Synchronization

extension NewsStore {
    /// Brings what is remembered in line with the feeds that the settings name.
    ///
    /// A feed is recognized by its address, else by its name, so that both may be edited without loss of memory. One that
    /// is named no longer is kept, unlisted. A changed address forgets the validators, the failures and "gone", which spoke
    /// of the old one. A feed that is new is due at once.
    ///
    /// - Returns: The states of the feeds named, in their order.
    @discardableResult
    package func register(_ feeds: [Feed], at now: Date) async throws(StoreError) -> [FeedState] {
        latest.withLock { $0 = now }
        return try await write { db in
            try ClockStep.mend(at: now, db)
            var known = try KnownFeeds(db)
            // All addresses first: a name may have passed from one feed to another.
            var matches = feeds.map { known.take(url: $0.url) }
            for (index, feed) in feeds.enumerated() where matches[index] == nil {
                matches[index] = known.take(name: feed.name)
            }
            try db.run("UPDATE feed SET listed = 0 WHERE listed = 1")
            return try zip(feeds, matches).map { feed, match in
                let id = try match.map { try update($0, to: feed, at: now, in: db) } ?? insert(feed, at: now, in: db)
                return try db.first("SELECT \(FeedRow.columns) FROM feed WHERE id = ?", [id.databaseValue]) {
                    FeedRow.state(from: $0)
                } ?? FeedState(id: FeedID(rawValue: id), feed: feed, due: now)
            }
        }
    }

    /// The feeds that the settings name, by name.
    package func feedStates() async throws(StoreError) -> [FeedState] {
        try await read { db in
            try db.all("SELECT \(FeedRow.columns) FROM feed WHERE listed = 1 ORDER BY name") { FeedRow.state(from: $0) }
        }
    }

    package func feedState(named name: String) async throws(StoreError) -> FeedState? {
        try await read { db in
            try db.first(
                "SELECT \(FeedRow.columns) FROM feed WHERE name = ? ORDER BY listed DESC, id LIMIT 1",
                [name.databaseValue]
            ) { FeedRow.state(from: $0) }
        }
    }

    package func feedState(_ id: FeedID) async throws(StoreError) -> FeedState? {
        try await read { db in
            try db.first("SELECT \(FeedRow.columns) FROM feed WHERE id = ?", [id.rawValue.databaseValue]) {
                FeedRow.state(from: $0)
            }
        }
    }

    /// Replaces what is remembered of a feed outside of a refresh.
    package func save(_ state: FeedState) async throws(StoreError) {
        try await write { db in try FeedRow.saveMemory(of: state, in: db) }
    }

    /// The feeds to ask now, the longest waiting first; none that is disabled, gone or no longer named.
    package func due(at now: Date, limit: Int) async throws(StoreError) -> [FeedState] {
        let isSetBack = latest.withLock { latest in
            defer { latest = now }
            return now < latest
        }
        if isSetBack { try await write { db in try ClockStep.mend(at: now, db) } }
        return try await read { db in
            try db.all(
                """
                SELECT \(FeedRow.columns) FROM feed INDEXED BY feed_due \
                WHERE listed = 1 AND enabled = 1 AND gone_since IS NULL AND due <= ? ORDER BY due LIMIT ?
                """,
                [now.milliseconds.databaseValue, limit.databaseValue]
            ) { FeedRow.state(from: $0) }
        }
    }

    /// When the next feed is due; nil when there is none to ask.
    package func nextDue() async throws(StoreError) -> Date? {
        try await read { db in
            try db.integer(
                """
                SELECT due FROM feed INDEXED BY feed_due \
                WHERE listed = 1 AND enabled = 1 AND gone_since IS NULL ORDER BY due LIMIT 1
                """
            ).map { Date(milliseconds: $0) }
        }
    }
}

private struct KnownFeed {
    let id: Int64
    let name: String
    let url: String
}

/// The feeds that are remembered; each can be taken once.
private struct KnownFeeds {
    private let byURL: [String: [KnownFeed]]
    private let byName: [String: [KnownFeed]]
    private var taken: Set<Int64> = []

    init(_ db: Database) throws {
        // The listed ones last, so that they are taken first.
        let feeds = try db.all("SELECT id, name, url FROM feed ORDER BY listed, id DESC") {
            KnownFeed(id: $0[0], name: $0[1], url: $0[2])
        }
        byURL = Dictionary(grouping: feeds, by: \.url)
        byName = Dictionary(grouping: feeds, by: \.name)
    }

    mutating func take(url: String) -> KnownFeed? { take(byURL[url]) }

    mutating func take(name: String) -> KnownFeed? { take(byName[name]) }

    private mutating func take(_ feeds: [KnownFeed]?) -> KnownFeed? {
        guard let feed = feeds?.last(where: { !taken.contains($0.id) }) else { return nil }
        taken.insert(feed.id)
        return feed
    }
}

private func insert(_ feed: Feed, at now: Date, in db: Database) throws -> Int64 {
    try db.run(
        """
        INSERT INTO feed (name, url, listed, enabled, language, feed_group, interval_ms, forced_encoding, time_zone, due) \
        VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            feed.name.databaseValue, feed.url.databaseValue, feed.enabled.databaseValue, .value(feed.language),
            .value(feed.group), .value(feed.interval?.milliseconds), .value(feed.encoding), .value(feed.timeZone),
            now.milliseconds.databaseValue,
        ]
    )
    return db.lastInsertedRowID
}

private func update(_ known: KnownFeed, to feed: Feed, at now: Date, in db: Database) throws -> Int64 {
    try db.run(
        """
        UPDATE feed SET name = ?, url = ?, listed = 1, enabled = ?, language = ?, feed_group = ?, interval_ms = ?, \
        forced_encoding = ?, time_zone = ? WHERE id = ?
        """,
        [
            feed.name.databaseValue, feed.url.databaseValue, feed.enabled.databaseValue, .value(feed.language),
            .value(feed.group), .value(feed.interval?.milliseconds), .value(feed.encoding), .value(feed.timeZone),
            known.id.databaseValue,
        ]
    )
    if known.url != feed.url {
        try db.run(
            """
            UPDATE feed SET etag = NULL, last_modified = NULL, body_fingerprint = NULL, due = ?, \
            last_unconditional = NULL, failures = 0, failure_kind = NULL, failure_reason = NULL, failure_at = NULL, \
            failures_began = NULL, failing_since = NULL, gone_since = NULL, moved_to = NULL, moved_count = 0, \
            move_from = NULL, move_to = NULL, held_until = NULL, encoding_name = NULL, \
            encoding_step = NULL, encoding_garbled = NULL WHERE id = ?
            """,
            [now.milliseconds.databaseValue, known.id.databaseValue]
        )
    }
    return known.id
}
