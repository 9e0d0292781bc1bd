package import Foundation
import GRDB
package import NewsModel

/// Alerts that are held back, told together or kept from people.
extension NewsStore {
    /// When an endpoint accepted its last messages, the newest first.
    package func lastMessages(endpoint: String, limit: Int) async throws(StoreError) -> [Date] {
        try await read { db in
            try db.all(
                """
                SELECT delivery.finished FROM endpoint CROSS JOIN delivery WHERE endpoint.name = ? \
                AND delivery.endpoint = endpoint.id AND delivery.state = 1 AND delivery.carrier IS NULL \
                ORDER BY delivery.finished DESC LIMIT ?
                """,
                [endpoint.databaseValue, limit.databaseValue]
            ) { Date(milliseconds: $0[0]) }
        }
    }

    /// What was held back, is due again and was never tried, the oldest first: what one message may tell together.
    ///
    /// What is sent again is not: its receiver may know the message under its id, by its old content.
    package func heldDeliveries(endpoint: String, at now: Date, limit: Int) async throws(StoreError) -> [Delivery] {
        try await read { db in
            try db.all(
                """
                SELECT \(ChangeReading.columns), \(DeliveryReading.columns) FROM endpoint CROSS JOIN delivery \
                JOIN change ON change.id = delivery.change \(ChangeReading.joins) \
                WHERE endpoint.name = ? AND endpoint.disabled_at IS NULL AND delivery.endpoint = endpoint.id \
                AND delivery.state = 0 AND delivery.next_try <= ? AND delivery.held IS NOT NULL \
                AND delivery.attempts = 0 AND delivery.finished IS NULL AND delivery.urgent = 0 \
                AND delivery.carrier IS NULL AND NOT EXISTS (SELECT 1 FROM delivery AS told WHERE told.carrier = delivery.id) \
                AND (delivery.story IS NULL OR NOT EXISTS (SELECT 1 FROM delivery AS earlier \
                WHERE earlier.endpoint = delivery.endpoint AND earlier.state = 0 AND earlier.story = delivery.story \
                AND earlier.id < delivery.id AND (earlier.attempts > 0 OR earlier.next_try > ? \
                OR earlier.finished IS NOT NULL OR earlier.carrier IS NOT NULL \
                OR EXISTS (SELECT 1 FROM delivery AS told WHERE told.carrier = earlier.id)))) \
                ORDER BY delivery.id LIMIT ?
                """,
                [
                    endpoint.databaseValue, now.milliseconds.databaseValue, now.milliseconds.databaseValue,
                    limit.databaseValue,
                ],
                DeliveryReading.delivery
            ).compactMap(\.self)
        }
    }

    /// Holds back all that is due at an endpoint, but for what was asked for by hand.
    ///
    /// What was tried already keeps its reason with its content: every try of a message is to be the same.
    package func hold(endpoint: String, until: Date, _ reason: Hold, at now: Date) async throws(StoreError) {
        try await write { db in
            try db.run(
                """
                UPDATE delivery SET held = CASE WHEN attempts = 0 THEN ? ELSE held END, next_try = ? WHERE state = 0 AND urgent = 0 AND next_try <= ? \
                AND endpoint = (SELECT id FROM endpoint WHERE name = ?)
                """,
                [
                    reason.code.databaseValue, until.milliseconds.databaseValue, now.milliseconds.databaseValue,
                    endpoint.databaseValue,
                ]
            )
        }
    }

    /// Makes what was held back and never tried due at once, to be asked anew whether it must wait.
    ///
    /// - Parameter endpoint: Nil is all of them.
    package func releaseHeld(endpoint: String? = nil, at now: Date) async throws(StoreError) {
        try await write { db in
            let place = endpoint == nil ? "" : "AND endpoint = (SELECT id FROM endpoint WHERE name = ?2)"
            try db.run(
                """
                UPDATE delivery SET next_try = ?1 WHERE state = 0 AND held IS NOT NULL AND attempts = 0 \
                AND next_try > ?1 \(place)
                """,
                [now.milliseconds.databaseValue] + (endpoint.map { [$0.databaseValue] } ?? [])
            )
        }
    }

    /// Makes one message of several deliveries: the first carries the others, which share its fate from now on.
    ///
    /// What a message tells never changes: every try is to be the same under the same id.
    package func gather(_ ids: [Int64]) async throws(StoreError) {
        guard let first = ids.min() else { return }
        try await write { db in
            for id in ids where id != first {
                try db.run(
                    "UPDATE delivery SET carrier = ? WHERE id = ? AND state = 0 AND carrier IS NULL",
                    [first.databaseValue, id.databaseValue]
                )
            }
        }
    }

    /// Records that a delivery that waits is made to nobody, and which mute is why.
    package func mute(_ id: Int64, by mute: Mute, reason: String, at now: Date) async throws(StoreError) {
        try await write { db in
            try db.run(
                "UPDATE delivery SET state = 3, finished = ?, last_error = ?, mute = ? WHERE id = ? AND state = 0",
                [
                    now.milliseconds.databaseValue, reason.databaseValue, mute.id.databaseValue, id.databaseValue,
                ]
            )
        }
    }
}
