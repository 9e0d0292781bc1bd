import Foundation
import GRDB
import NewsModel

/// What a clock that was set back leaves behind: times that were reckoned from a moment still to come.
///
/// A feed asked "tomorrow" would wait for tomorrow, and then for its interval. Its wait is kept, and begins now.
enum ClockStep {
    static func mend(at now: Date, _ db: Database) throws {
        let time = now.milliseconds.databaseValue
        try db.run(
            """
            UPDATE feed SET due = ?1 + max(0, due - last_attempt), last_attempt = ?1 \
            WHERE last_attempt > ?1 AND gone_since IS NULL
            """,
            [time]
        )
        // No server is believed for longer, and no delivery waits for longer.
        let farthest = now.milliseconds + RetryAfter.longest.milliseconds
        try db.run("UPDATE host_hold SET until = ?1 WHERE until > ?1", [farthest.databaseValue])
        try db.run(
            "UPDATE delivery SET next_try = ? WHERE state = 0 AND next_try > ?",
            [time, (farthest + RetryAfter.longest.milliseconds).databaseValue]
        )
        try EndpointPause.shorten(longerThan: farthest, to: now.milliseconds, db)
        // What was to be sent at once is to be sent at once.
        try db.run(
            """
            UPDATE delivery SET next_try = ?1 \
            WHERE state = 0 AND attempts = 0 AND held IS NULL AND created > ?1 AND next_try > ?1
            """,
            [time]
        )
    }
}
