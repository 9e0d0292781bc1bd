import Foundation
import GRDB
import NewsModel

/// How many refreshes were made, by hour: the digest's proof that the watch ran.
enum CoverageRecord {
    static let hour: Int64 = 3_600_000

    static func add(_ passes: [FeedPass], in db: Database) throws {
        var counts: [Int64: (fetched: Int, unchanged: Int, failed: Int)] = [:]
        for pass in passes {
            let hour = pass.at.milliseconds / hour
            switch pass.outcome {
            case .fetched: counts[hour, default: (0, 0, 0)].fetched += 1
            case .unchanged: counts[hour, default: (0, 0, 0)].unchanged += 1
            case .failed: counts[hour, default: (0, 0, 0)].failed += 1
            }
        }
        for (hour, count) in counts {
            try db.run(
                """
                INSERT INTO coverage (hour, fetched, unchanged, failed) VALUES (?, ?, ?, ?) ON CONFLICT (hour) DO UPDATE \
                SET fetched = fetched + excluded.fetched, unchanged = unchanged + excluded.unchanged, \
                failed = failed + excluded.failed
                """,
                [
                    hour.databaseValue, count.fetched.databaseValue, count.unchanged.databaseValue,
                    count.failed.databaseValue,
                ]
            )
        }
    }
}
