package import Foundation
package import NewsModel

/// Whether what looks new in a feed is old: guids that changed, or an archive that was published again.
package enum FloodJudgement {
    /// Fewer new entries are never a flood.
    static let fewest = 5

    /// Judges the new entries of one document.
    ///
    /// - Parameter newEntries: The date of each entry that was not known, `nil` where it has none.
    /// - Parameter window: How many entries the document holds in all.
    /// - Parameter state: The feed before this document; its first document is never a flood.
    package static func isFlood(newEntries: [Date?], window: Int, state: FeedState, at now: Date) -> Bool {
        // A last answer that is still to come is a clock's that ran ahead.
        guard let lastSuccess = state.lastSuccess.map({ min($0, now) }), newEntries.count >= fewest else {
            return false
        }
        let count = Double(newEntries.count)
        // A day's grace: entries may be dated in another zone, or wait for an editor.
        let old = newEntries.filter { ($0 ?? now) < lastSuccess.addingTimeInterval(-86_400) }
        if Double(old.count) >= count * 0.8, Double(old.count) >= Double(window) * 0.25 { return true }
        guard count >= Double(window) * 0.8 else { return false }
        return Double(newEntries.count - old.count) > plausible(state, since: lastSuccess, at: now)
    }

    /// How many entries may well have come since the last answer.
    private static func plausible(_ state: FeedState, since lastSuccess: Date, at now: Date) -> Double {
        // Of a feed without a pace nothing can be said, and news is rather told than hidden.
        guard let rate = state.pace.entriesPerDay else { return .infinity }
        let days = max(now.timeIntervalSince(lastSuccess), 0) / 86_400
        // Ten times the usual pace is a day of great news; the rest covers feeds that publish by the batch.
        return rate * days * 10 + rate + Double(fewest)
    }
}
