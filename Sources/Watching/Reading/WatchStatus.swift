package import Foundation
package import NewsModel
package import Storing

/// How the watch is doing, from the store and the state directory alone.
package struct WatchStatus: Sendable {
    /// Whether a daemon or a pass holds the state directory now.
    package let isRunning: Bool
    /// `nil` when nothing was stored yet.
    package let figures: StoreFigures?
    package let feeds: [FeedState]
    package let endpoints: [TroubledEndpoint]
    package let digestWritten: Date?

    package init(plan: Plan, at now: Date) async throws(StoreError) {
        feeds = try await FeedBook.states(of: plan, at: now)
        isRunning = NewsStore.isOwned(directory: plan.settings.state)
        guard let store = try Self.store(of: plan) else {
            (figures, endpoints, digestWritten) = (nil, [], nil)
            return
        }
        figures = try await store.figures(at: now)
        endpoints = try await store.digestMaterial(from: now, to: now, lastDigest: nil).troubledEndpoints
        digestWritten = try await DigestWriter(store: store, plan: plan).lastWritten()
    }

    /// `nil` when nothing was stored yet.
    private static func store(of plan: Plan) throws(StoreError) -> NewsStore? {
        do throws(StoreError) {
            return try NewsStore(directory: plan.settings.state, access: .reader)
        } catch .missing {
            return nil
        }
    }
}
