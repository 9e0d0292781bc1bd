package import Foundation
package import NewsModel
package import Storing

/// The feeds that the settings name, with what the store remembers of them.
package enum FeedBook {
    /// In the settings' order.
    ///
    /// A feed that was never registered is due now; a store that does not exist yet remembers none.
    package static func states(of plan: Plan, at now: Date) async throws(StoreError) -> [FeedState] {
        let remembered: [FeedState]
        do throws(StoreError) {
            remembered = try await NewsStore(directory: plan.settings.state, access: .reader).feedStates()
        } catch .missing {
            remembered = []
        }
        let byURL = Dictionary(remembered.map { ($0.feed.url, $0) }) { first, _ in first }
        let byName = Dictionary(remembered.map { ($0.feed.name, $0) }) { first, _ in first }
        return plan.feeds.map { feed in
            guard var state = byURL[feed.url] ?? byName[feed.name] else {
                return FeedState(id: FeedID(rawValue: 0), feed: feed, due: now)
            }
            state.feed = feed
            return state
        }
    }
}
