import Foundation
import GRDB
import NewsModel

/// What was kept from people on purpose, for the digest.
enum SilenceReading {
    static func silence(from: Date, to: Date, _ db: Database) throws -> Silence {
        let window = [from.milliseconds.databaseValue, to.milliseconds.databaseValue]
        var silence = Silence()
        silence.held = try db.all(
            """
            SELECT endpoint.name, delivery.held, count(*), min(delivery.next_try) FROM delivery \
            JOIN endpoint ON endpoint.id = delivery.endpoint WHERE delivery.state = 0 AND delivery.held IS NOT NULL \
            AND delivery.attempts = 0 AND delivery.next_try > ? GROUP BY endpoint.name, delivery.held ORDER BY 1, 2
            """,
            [window[1]]
        ) { row in
            Silence.Held(
                endpoint: row[0], reason: Hold(code: row[1]), count: row[2], until: Date(milliseconds: row[3]))
        }
        silence.gathered = try db.all(
            """
            SELECT endpoint.name, carrier.held, count(*), count(DISTINCT carrier.id) FROM delivery AS carrier \
            JOIN endpoint ON endpoint.id = carrier.endpoint \
            JOIN delivery AS told ON told.id = carrier.id OR told.carrier = carrier.id \
            WHERE carrier.state = 1 AND carrier.finished >= ? AND carrier.finished <= ? AND carrier.held IS NOT NULL \
            AND EXISTS (SELECT 1 FROM delivery AS other WHERE other.carrier = carrier.id) \
            GROUP BY endpoint.name, carrier.held ORDER BY 1, 2
            """,
            window
        ) { row in
            Silence.Gathered(endpoint: row[0], reason: Hold(code: row[1]), alerts: row[2], messages: row[3])
        }
        silence.muted = try db.all(
            """
            SELECT \(MuteReading.columns), \
            (SELECT count(*) FROM delivery WHERE delivery.state = 3 AND delivery.mute = mute.id \
            AND delivery.finished >= ?1 AND delivery.finished <= ?2) AS alerts, \
            mute.removed IS NULL AND (mute.until IS NULL OR mute.until > ?2) AS stands \
            FROM mute WHERE alerts > 0 OR stands ORDER BY mute.id
            """,
            window
        ) { row in
            Silence.Muted(mute: MuteReading.mute(from: row), title: nil, alerts: row[6], stands: row[7])
        }
        for (index, muted) in silence.muted.enumerated() {
            guard case .story(let id) = muted.mute.subject else { continue }
            silence.muted[index].title = try StoryReading.title(ofStory: id.rawValue, db)
        }
        return silence
    }

    /// Endpoints that came back within the window.
    static func recovered(from: Date, to: Date, _ db: Database) throws -> [EndpointSnapshot] {
        try db.all(
            """
            SELECT \(ChangeReading.columns) FROM change \(ChangeReading.joins) \
            WHERE change.article IS NULL AND change.kind = ? AND change.at >= ? AND change.at <= ? ORDER BY change.id
            """,
            [
                ChangeKind.endpointRecovered.code.databaseValue, from.milliseconds.databaseValue,
                to.milliseconds.databaseValue,
            ],
            ChangeReading.change
        ).compactMap { $0?.detail.endpoint }
    }
}
