import Foundation
package import NewsModel

extension FeedState {
    /// Why it stands as it does, in words for people; `nil` when there is nothing to say.
    package var reason: String? {
        if health.consecutiveFailures > 0 || health.goneSince != nil { return health.lastFailure?.reason }
        if let target = believedMove { return "moved to \(target); change its url" }
        if encoding?.looksGarbled == true {
            return "the text looks garbled; set its encoding (read as \(encoding?.name ?? "?"))"
        }
        guard health.silentSince != nil else { return nil }
        return "nothing new since \(lastNewEntry.map(Self.minute) ?? "it was first read")"
    }

    /// Where the feed is read instead of at the address in the settings.
    package var believedMove: String? { address == feed.url ? nil : address }

    private static func minute(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false))
            .dropLast(3).description
    }
}
