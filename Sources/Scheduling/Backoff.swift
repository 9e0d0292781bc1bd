import NewsModel

/// How long to wait for a feed that fails.
enum Backoff {
    /// The wait after the first failure, in seconds; each further one in a row doubles it.
    ///
    /// What heals by itself is tried again soon, what needs somebody to act is tried seldom; nothing is final.
    static func firstWait(_ kind: FeedFailure.Kind, shortest: Double, interval: Double) -> Double {
        switch kind {
        case .dns, .connect, .timeout: shortest
        case .empty: shortest * 2
        case .status, .tls, .missing, .other, .gone: interval
        case .redirect, .notAFeed, .charset, .tooLarge: interval * 2
        case .blockedPage, .forbidden: interval * 4
        }
    }

    static func seconds(_ kind: FeedFailure.Kind, failures: Int, shortest: Double, interval: Double) -> Double {
        let doublings = min(max(failures - 1, 0), 30)
        return firstWait(kind, shortest: shortest, interval: interval) * Double(1 << doublings)
    }
}
