/// How a feed stands, in one word.
package enum FeedCondition: String, Hashable, Sendable, Codable, CaseIterable {
    /// The last refresh succeeded.
    case well
    /// Never asked, or never answered yet.
    case new
    /// Some refreshes in a row failed, too few to tell anybody.
    case retrying
    case failing, gone, silent, flood
    /// Switched off in the settings.
    case off

    /// Whether somebody should look at it.
    package var isTrouble: Bool {
        switch self {
        case .failing, .gone, .silent, .flood: true
        case .well, .new, .retrying, .off: false
        }
    }
}

extension FeedState {
    package var condition: FeedCondition {
        if !feed.enabled { return .off }
        if health.goneSince != nil { return .gone }
        if health.failingSince != nil { return .failing }
        if health.consecutiveFailures > 0 { return .retrying }
        if health.silentSince != nil { return .silent }
        if health.floodSince != nil { return .flood }
        return lastSuccess == nil ? .new : .well
    }
}
