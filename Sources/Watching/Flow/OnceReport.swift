package import NewsModel

/// What one pass over the feeds did.
package struct OnceReport: Hashable, Sendable {
    package var due = 0
    package var fetched = 0
    package var unchanged = 0
    package var failed = 0
    /// Due, but not asked: the host or the network asked for a pause.
    package var skipped = 0
    package var commits = CommitReport()
    package var deliveries = Outbox.Report()
    package var pendingDeliveries = 0

    package init() {}

    mutating func add(_ refresh: Refresh) {
        switch refresh.result {
        case .unchanged: unchanged += 1
        case .fetched: fetched += 1
        case .failed, .postponed, .notStored: failed += 1
        case .abandoned: skipped += 1
        }
        commits += refresh.commit
    }
}
