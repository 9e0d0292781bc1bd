package import Foundation
package import NewsModel

/// When an endpoint is left in peace, and how much it is told at once.
package struct AlertPacing: Hashable, Sendable {
    package enum Decision: Hashable, Sendable {
        /// Send what is due, one message each, at most so many.
        case send(atMost: Int)
        /// Make one message of those that were held back, then ask again.
        case gather
        /// Hold back all that is due.
        case hold(until: Date, Hold)
    }

    package var quietHours: QuietHours?
    /// At most so many messages within any hour.
    package var alertsPerHour: Int?

    package init(quietHours: QuietHours? = nil, alertsPerHour: Int? = nil) {
        self.quietHours = quietHours
        self.alertsPerHour = alertsPerHour
    }

    package var isUnlimited: Bool { quietHours == nil && alertsPerHour == nil }

    /// So many that were held back still go out one by one, with all that an alert tells.
    package static let mostSingly = 3
    /// What one message tells at the most: each of them keeps room for its headline under every service's limit.
    package static let mostGathered = 25

    /// - Parameters:
    ///   - held: How many alerts that were held back before are due again.
    ///   - accepted: When the endpoint accepted its last messages, the newest first, at least `alertsPerHour` of them.
    package func decision(at now: Date, held: Int, accepted: [Date]) -> Decision {
        if let end = quietHours?.end(at: now) { return .hold(until: end, .quietHours) }
        var room = Int.max
        if let alertsPerHour {
            let lately = accepted.prefix(alertsPerHour).filter { $0 > now.addingTimeInterval(-Self.hour) }
            room = alertsPerHour - lately.count
            if room <= 0, let oldest = lately.min() {
                // A clock that was set back leaves times ahead of it; nothing waits longer than an hour for them.
                return .hold(until: min(oldest, now).addingTimeInterval(Self.hour), .hourlyCap)
            }
        }
        return held > min(room, Self.mostSingly) ? .gather : .send(atMost: room)
    }

    private static let hour: TimeInterval = 3600
}
