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
    /// What has not changed is not written.
    package func register(_ feeds: [Feed], at now: Date) async throws(StoreError) {
        latest.withLock { $0 = now }
        try await write { db in
            try ClockStep.mend(at: now, db)
            var known = try KnownFeeds(db)
            // All addresses first: a name may have passed from one feed to another.
            var matches = feeds.map { known.take(url: $0.url) }
            for (index, feed) in feeds.enumerated() where matches[index] == nil {
                matches[index] = known.take(name: feed.name)
            }
            for id in known.listedAndNotTaken {
                try db.run("UPDATE feed SET listed = 0 WHERE id = ?", [id.databaseValue])
            }
            for (feed, match) in zip(feeds, matches) {
                guard let match else {
                    try insert(feed, at: now, in: db)
                    continue
                }
                if !match.isListed || match.feed != feed { try update(match, to: feed, at: now, in: db) }
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

    /// Takes back the one failure of each of these feeds, which was the network's; they are due again.
    package func excuse(_ feeds: [FeedID], at now: Date) async throws(StoreError) {
        try await write { db in
            for feed in feeds {
                try db.run(
                    "UPDATE feed SET failures = 0, failures_began = NULL, due = min(due, ?) WHERE id = ? AND failures = 1",
                    [now.milliseconds.databaseValue, feed.rawValue.databaseValue])
            }
        }
    }
}

private struct KnownFeed {
    let id: Int64
    let isListed: Bool
    let feed: Feed
}

/// The feeds that are remembered; each can be taken once.
private struct KnownFeeds {
    private let all: [KnownFeed]
    private let byURL: [String: [KnownFeed]]
    private let byName: [String: [KnownFeed]]
    private var taken: Set<Int64> = []

    init(_ db: Database) throws {
        // The listed ones last, so that they are taken first.
        all = try db.all("SELECT listed, id, \(FeedRow.settings) FROM feed ORDER BY listed, id DESC") { row in
            var columns = Columns(row)
            let isListed: Bool = columns.next() ?? false
            let id: Int64 = columns.next() ?? 0
            return KnownFeed(id: id, isListed: isListed, feed: FeedRow.feed(from: &columns))
        }
        byURL = Dictionary(grouping: all, by: \.feed.url)
        byName = Dictionary(grouping: all, by: \.feed.name)
    }

    var listedAndNotTaken: [Int64] { all.filter { $0.isListed && !taken.contains($0.id) }.map(\.id) }

    mutating func take(url: String) -> KnownFeed? { take(byURL[url]) }

    mutating func take(name: String) -> KnownFeed? { take(byName[name]) }

    private mutating func take(_ feeds: [KnownFeed]?) -> KnownFeed? {
        guard let feed = feeds?.last(where: { !taken.contains($0.id) }) else { return nil }
        taken.insert(feed.id)
        return feed
    }
}

private func insert(_ feed: Feed, at now: Date, in db: Database) throws {
    try db.run(
        """
        INSERT INTO feed (name, url, listed, enabled, language, feed_group, interval_ms, forced_encoding, time_zone, \
        certificate_file, proxy, due) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            feed.name.databaseValue, feed.url.databaseValue, feed.enabled.databaseValue, .value(feed.language),
            .value(feed.group), .value(feed.interval?.milliseconds), .value(feed.encoding), .value(feed.timeZone),
            .value(feed.certificateFile), .value(feed.proxy?.rawValue), now.milliseconds.databaseValue,
        ]
    )
}

private func update(_ known: KnownFeed, to feed: Feed, at now: Date, in db: Database) throws {
    try db.run(
        """
        UPDATE feed SET name = ?, url = ?, listed = 1, enabled = ?, language = ?, feed_group = ?, interval_ms = ?, \
        forced_encoding = ?, time_zone = ?, certificate_file = ?, proxy = ? WHERE id = ?
        """,
        [
            feed.name.databaseValue, feed.url.databaseValue, feed.enabled.databaseValue, .value(feed.language),
            .value(feed.group), .value(feed.interval?.milliseconds), .value(feed.encoding), .value(feed.timeZone),
            .value(feed.certificateFile), .value(feed.proxy?.rawValue), known.id.databaseValue,
        ]
    )
    if known.feed.url != feed.url {
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
}
