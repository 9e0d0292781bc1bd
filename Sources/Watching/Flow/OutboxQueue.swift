import Foundation
import NewsModel
import Notifying
import Storing

/// What an endpoint is to be told next, after mutes, quiet hours and the cap of alerts an hour.
///
/// What it holds back stays in the outbox with its reason, and what it mutes is recorded as muted: nothing is lost.
struct OutboxQueue {
    private static let batch = 20

    let store: NewsStore
    let endpoint: Endpoint
    let clock: @Sendable () -> Date

    /// The deliveries to make now; empty when there is nothing to do until the next one is due.
    func next() async throws(StoreError) -> [Delivery] {
        let pacing = endpoint.pacing
        while !Task.isCancelled {
            let now = clock()
            let due = try await store.dueDeliveries(endpoint: endpoint.name, at: now, limit: Self.batch)
            let urgent = due.filter(\.isUrgent)
            if due.isEmpty || !urgent.isEmpty { return urgent }
            let mutes = try await store.mutes(at: now)
            if try await silence(due, by: mutes, at: now) { continue }
            if pacing.isUnlimited { return due }

            let held = try await store.heldDeliveries(
                endpoint: endpoint.name, at: now, limit: AlertPacing.mostGathered)
            if try await silence(held, by: mutes, at: now) { continue }
            let accepted = try await store.lastMessages(endpoint: endpoint.name, limit: pacing.alertsPerHour ?? 0)
            switch pacing.decision(at: now, held: held.count, accepted: accepted) {
            case .send(let most): return Array(due.prefix(most))
            case .gather: try await store.gather(held.map(\.id))
            case .hold(let until, let reason):
                try await store.hold(endpoint: endpoint.name, until: until, reason, at: now)
            }
        }
        return []
    }

    /// - Returns: Whether any was muted.
    private func silence(_ deliveries: [Delivery], by mutes: [Mute], at now: Date) async throws(StoreError) -> Bool {
        var isAny = false
        for delivery in deliveries where delivery.gathered.isEmpty {
            guard let mute = Muting.mute(of: delivery.change, story: delivery.story, among: mutes) else { continue }
            try await store.mute(delivery.id, by: mute, reason: Muting.reason(mute), at: now)
            isAny = true
        }
        return isAny
    }
}
