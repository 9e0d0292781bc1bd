import Foundation
import GRDB
import NewsModel

/// How the state of a feed lies in its row.
enum FeedRow {
    /// The columns of what the settings say, as `feed(from:)` reads them.
    static let settings = """
        name, url, enabled, language, feed_group, interval_ms, forced_encoding, time_zone, certificate_file, proxy
        """

    /// The columns that `state(from:)` reads, in its order.
    static let columns = """
        id, \(settings), title, etag, last_modified, body_fingerprint, due, last_attempt, last_success, last_new_entry, \
        last_unconditional, entries_per_day, window_entries, usual_silence_s, chosen_interval_s, \
        ttl_minutes, skip_hours, skip_days, update_period_s, failures, failure_kind, failure_reason, failure_at, \
        failures_began, failing_since, silent_since, flood_since, gone_since, moved_to, moved_count, \
        move_from, move_to, held_until, last_overflow, encoding_name, encoding_step, encoding_garbled
        """

    static func feed(from columns: inout Columns) -> Feed {
        var feed = Feed(name: columns.next() ?? "", url: columns.next() ?? "", enabled: columns.next() ?? false)
        feed.language = columns.next()
        feed.group = columns.next()
        feed.interval = columns.next().map { (milliseconds: Int64) in .milliseconds(milliseconds) }
        feed.encoding = columns.next()
        feed.timeZone = columns.next()
        feed.certificateFile = columns.next()
        feed.proxy = columns.next().map { (text: String) in Proxy(rawValue: text) }
        return feed
    }

    static func state(from row: StoredRow) -> FeedState {
        var columns = Columns(row)
        let id = FeedID(rawValue: columns.next() ?? 0)
        var state = FeedState(id: id, feed: feed(from: &columns), due: .distantPast)
        state.title = columns.next()
        state.validators = Validators(etag: columns.next(), lastModified: columns.next())
        state.bodyFingerprint = columns.next().map { (bits: Int64) in UInt64(bitPattern: bits) }
        state.due = columns.date() ?? .distantPast
        state.lastAttempt = columns.date()
        state.lastSuccess = columns.date()
        state.lastNewEntry = columns.date()
        state.lastUnconditional = columns.date()
        state.pace.entriesPerDay = columns.next()
        state.pace.window = columns.next()
        state.pace.usualSilenceSeconds = columns.next()
        state.pace.intervalSeconds = columns.next()
        state.hints.ttlMinutes = columns.next()
        state.hints.skipHours = BitSet.numbers(mask: columns.next() ?? 0)
        state.hints.skipDays = BitSet.numbers(mask: columns.next() ?? 0)
        state.hints.updatePeriodSeconds = columns.next()
        state.health = health(from: &columns)
        state.pace.lastOverflow = columns.date()
        state.encoding = encoding(from: &columns)
        return state
    }

    private static func health(from columns: inout Columns) -> FeedHealth {
        var health = FeedHealth()
        health.consecutiveFailures = columns.next() ?? 0
        let kind: String? = columns.next()
        let reason: String? = columns.next()
        let at = columns.date()
        if let kind, let at {
            health.lastFailure = FeedFailure(kind: .init(rawValue: kind) ?? .other, reason: reason ?? "", at: at)
        }
        health.failuresBegan = columns.date()
        health.failingSince = columns.date()
        health.silentSince = columns.date()
        health.floodSince = columns.date()
        health.goneSince = columns.date()
        health.movedTo = columns.next()
        health.movedCount = columns.next() ?? 0
        let moveFrom: String? = columns.next()
        let moveTo: String? = columns.next()
        if let moveFrom, let moveTo { health.move = FeedMove(from: moveFrom, to: moveTo) }
        health.heldUntil = columns.date()
        return health
    }

    private static func encoding(from columns: inout Columns) -> TextEncoding? {
        let name: String? = columns.next()
        let step: String? = columns.next()
        let looksGarbled: Bool? = columns.next()
        guard let name, let step = step.flatMap(TextEncoding.Step.init(rawValue:)) else { return nil }
        return TextEncoding(name: name, step: step, looksGarbled: looksGarbled ?? false)
    }

    /// Writes what a refresh learnt; the settings, and a row whose address the settings changed meanwhile, stay.
    static func saveMemory(of state: FeedState, in db: Database) throws {
        let health = state.health
        let failure = health.lastFailure
        let arguments: [DatabaseValue] = [
            .value(state.title), .value(state.validators?.etag), .value(state.validators?.lastModified),
            .value(state.bodyFingerprint.map { Int64(bitPattern: $0) }), state.due.milliseconds.databaseValue,
            .value(state.lastAttempt?.milliseconds), .value(state.lastSuccess?.milliseconds),
            .value(state.lastNewEntry?.milliseconds), .value(state.lastUnconditional?.milliseconds),
            .value(state.pace.entriesPerDay), .value(state.pace.window), .value(state.pace.usualSilenceSeconds),
            .value(state.pace.intervalSeconds), .value(state.hints.ttlMinutes),
            BitSet.mask(state.hints.skipHours).databaseValue, BitSet.mask(state.hints.skipDays).databaseValue,
            .value(state.hints.updatePeriodSeconds), health.consecutiveFailures.databaseValue,
            .value(failure?.kind.rawValue), .value(failure?.reason), .value(failure?.at.milliseconds),
            .value(health.failuresBegan?.milliseconds), .value(health.failingSince?.milliseconds),
            .value(health.silentSince?.milliseconds),
            .value(health.floodSince?.milliseconds), .value(health.goneSince?.milliseconds),
            .value(health.movedTo), health.movedCount.databaseValue, .value(health.move?.from), .value(health.move?.to),
            .value(health.heldUntil?.milliseconds), .value(state.pace.lastOverflow?.milliseconds),
            .value(state.encoding?.name), .value(state.encoding?.step.rawValue), .value(state.encoding?.looksGarbled),
            state.id.rawValue.databaseValue, state.feed.url.databaseValue,
        ]
        try db.run(
            """
            UPDATE feed SET title = ?, etag = ?, last_modified = ?, body_fingerprint = ?, due = ?, last_attempt = ?, \
            last_success = ?, last_new_entry = ?, last_unconditional = ?, entries_per_day = ?, window_entries = ?, \
            usual_silence_s = ?, chosen_interval_s = ?, ttl_minutes = ?, skip_hours = ?, skip_days = ?, \
            update_period_s = ?, failures = ?, failure_kind = ?, failure_reason = ?, failure_at = ?, \
            failures_began = ?, failing_since = ?, silent_since = ?, flood_since = ?, gone_since = ?, moved_to = ?, \
            moved_count = ?, move_from = ?, move_to = ?, held_until = ?, last_overflow = ?, encoding_name = ?, encoding_step = ?, encoding_garbled = ? WHERE id = ? AND url = ?
            """,
            arguments
        )
    }
}

/// Reads the columns of a row one after the other.
struct Columns {
    private let row: StoredRow
    private var index = 0

    init(_ row: StoredRow) { self.row = row }

    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? {
        defer { index += 1 }
        return row[index]
    }

    mutating func date() -> Date? { next().map { (milliseconds: Int64) in Date(milliseconds: milliseconds) } }
}

extension DatabaseValue {
    static func value(_ optional: (some DatabaseValueConvertible)?) -> DatabaseValue {
        optional?.databaseValue ?? .null
    }
}
