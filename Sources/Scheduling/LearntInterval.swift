package import Foundation
package import NewsModel

/// How long to wait for a feed that answers, before bounds and jitter.
enum LearntInterval {
    /// A feed is asked this often in the time that usually lies between two of its entries.
    static let questionsPerEntry = 8.0
    /// A feed that has been quiet for this many times its usual distance is asked less often.
    static let patience = 4.0

    /// Seconds, by the feed's own pace.
    ///
    /// - Parameter standard: For a feed of which nothing is known.
    static func seconds(_ state: FeedState, standard: Double, at now: Date) -> Double {
        let quiet = max(0, state.lastNewEntry.map { now.timeIntervalSince($0) } ?? 0)
        let slowedDown = quiet / patience / questionsPerEntry
        guard let rate = state.pace.entriesPerDay else { return max(standard, slowedDown) }
        return max(86_400 / max(rate, 0.001) / questionsPerEntry, slowedDown)
    }

    /// The longest wait, in seconds, after which half of the document's entries are still known.
    static func withoutLoss(_ pace: Pace) -> Double? {
        guard let rate = pace.entriesPerDay, rate > 0, let window = pace.window, window > 0 else { return nil }
        return Double(window) / rate * 86_400 / 2
    }
}

extension FeedState {
    /// Whether the feed is likely to publish more between two questions than its document shows.
    ///
    /// Either an answer of the last week held nothing that was known, or the pace says so.
    package func mayLoseEntries(at now: Date) -> Bool {
        if let overflow = pace.lastOverflow, abs(now.timeIntervalSince(overflow)) < 7 * 86_400 { return true }
        guard let safe = LearntInterval.withoutLoss(pace), let interval = pace.intervalSeconds else { return false }
        return interval > safe * 2
    }
}
