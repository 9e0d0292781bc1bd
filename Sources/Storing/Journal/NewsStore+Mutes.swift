package import Foundation
import GRDB
package import NewsModel

extension NewsStore {
    /// From now on nobody hears of the subject; a mute of it that stands already gets the new end.
    package func mute(_ subject: Mute.Subject, until: Date?, at now: Date) async throws(StoreError) -> Mute {
        try await write { db in
            let standing = try MuteReading.standing(at: now, db).first { $0.subject == subject }
            let end = DatabaseValue.value(until?.milliseconds)
            if var standing {
                try db.run("UPDATE mute SET until = ? WHERE id = ?", [end, standing.id.databaseValue])
                standing.until = until
                return standing
            }
            let (story, name): (Int64?, String?) =
                switch subject {
                case .story(let id): (id.rawValue, nil)
                case .tag(let name), .feed(let name): (nil, name)
                }
            try db.run(
                "INSERT INTO mute (kind, story, name, since, until) VALUES (?, ?, ?, ?, ?)",
                [subject.code.databaseValue, .value(story), .value(name), now.milliseconds.databaseValue, end]
            )
            return Mute(id: db.lastInsertedRowID, subject: subject, since: now, until: until)
        }
    }

    /// The mutes that stand, the oldest first.
    package func mutes(at now: Date) async throws(StoreError) -> [Mute] {
        try await read { db in try MuteReading.standing(at: now, db) }
    }

    /// Ends a mute; what it silenced stays silenced.
    ///
    /// - Returns: What it was; nil when no such mute stands.
    package func removeMute(_ id: Int64, at now: Date) async throws(StoreError) -> Mute? {
        try await write { db in
            guard let mute = try MuteReading.standing(at: now, db).first(where: { $0.id == id }) else { return nil }
            try db.run(
                "UPDATE mute SET removed = ? WHERE id = ?", [now.milliseconds.databaseValue, id.databaseValue])
            return mute
        }
    }
}

enum MuteReading {
    /// A story that was taken in by another is muted as the other.
    static let columns = """
        mute.id, mute.kind, coalesce((SELECT merged_into FROM story WHERE id = mute.story), mute.story), mute.name, \
        mute.since, mute.until
        """

    static let stands = "mute.removed IS NULL AND (mute.until IS NULL OR mute.until > ?)"

    static func standing(at now: Date, _ db: Database) throws -> [Mute] {
        try db.all(
            "SELECT \(columns) FROM mute WHERE \(stands) ORDER BY mute.id", [now.milliseconds.databaseValue], mute)
    }

    static func mute(from row: StoredRow) -> Mute {
        let name: String = row[3] ?? ""
        let subject: Mute.Subject =
            switch row[1] as Int64 {
            case 0: .story(StoryID(rawValue: row[2] ?? 0))
            case 1: .tag(name)
            default: .feed(name)
            }
        return Mute(
            id: row[0], subject: subject, since: Date(milliseconds: row[4]),
            until: (row[5] as Int64?).map { Date(milliseconds: $0) })
    }
}
