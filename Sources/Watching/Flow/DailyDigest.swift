import Foundation
import NewsModel
import Notifying
import Storing

/// Makes the digest of the day due at its hour: once, late rather than never.
struct DailyDigest {
    private static let made = "digest mail"

    let store: NewsStore
    let plan: Plan

    /// Writes down that today's digest is to be sent, with the delivery, when its hour has come.
    ///
    /// The first start sends nothing for an hour that is over: there was no watch to tell of.
    ///
    /// - Returns: Whether one became due.
    func prepare(at now: Date) async throws(StoreError) -> Bool {
        guard let mail = plan.settings.notify.mail, let hour = mail.at.last(notAfter: now, in: mail.timeZone) else {
            return false
        }
        // A time that is still to come is a clock's that ran ahead: the days until then are not to go without a digest.
        guard let made = try await store.memory(Self.made).flatMap({ try? Date($0, strategy: .iso8601) }), made <= now
        else {
            try await store.remember(Self.made, now.formatted(.iso8601))
            return false
        }
        guard hour > made else { return false }
        let window = now.addingTimeInterval(-plan.settings.notify.digest.window.inSeconds)
        try await store.announce(
            DigestSnapshot(from: min(made, window), to: now, previous: made), remembering: Self.made,
            as: now.formatted(.iso8601), routes: plan.routes, at: now)
        return true
    }
}
