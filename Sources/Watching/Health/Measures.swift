package import Measuring
package import NewsModel

/// What the flow counts while it runs, from the program's start on.
package final class Measures: Sendable {
    /// What became of a refresh.
    package enum RefreshResult: String, CaseIterable, Sendable {
        case fetched, unchanged, failed, postponed, abandoned
        case notStored = "not_stored"
    }

    /// How an entry of a document stands to what was known.
    package enum Sighting: String, CaseIterable, Sendable {
        case new, revised, known
    }

    package enum DeliveryResult: String, CaseIterable, Sendable {
        case sent, retry, dead
        case endpointGone = "endpoint_gone"
    }

    package struct DeliveryLabel: Hashable, Sendable {
        package let endpoint: String
        package let result: DeliveryResult
    }

    /// In seconds: from a server next door to one that just met the time limit.
    private static let networkBounds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]
    /// In seconds: from a short document to one of many megabytes on a small machine.
    private static let workBounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    package let refreshes = CounterSet(RefreshResult.allCases)
    package let failures = CounterSet(FeedFailure.Kind.allCases)
    package let articles = CounterSet(Sighting.allCases)
    package let judged = CounterSet(Relevance.allCases)
    package let changes = CounterSet(ChangeKind.allCases)
    package let deliveries = CounterSet<DeliveryLabel>()
    /// After decompression.
    package let bodyBytes = Counter()

    package let fetchTime = Histogram(bounds: networkBounds)
    package let parseTime = Histogram(bounds: workBounds)
    package let commitTime = Histogram(bounds: workBounds)
    package let refreshTime = Histogram(bounds: networkBounds)
    package let deliveryTime = HistogramSet<String>(bounds: networkBounds)

    package init() {}

    package func count(_ refresh: Refresh) {
        refreshes.add(to: refresh.result.label)
        if case .failed(let failure) = refresh.result { failures.add(to: failure.kind) }
        articles.add(refresh.commit.newArticles, to: .new)
        articles.add(refresh.commit.revisedArticles, to: .revised)
        articles.add(refresh.commit.knownArticles, to: .known)
        for (relevance, count) in refresh.commit.relevance { judged.add(count, to: relevance) }
    }

    package func count(_ outcome: DeliveryOutcome, to endpoint: String) {
        deliveries.add(to: DeliveryLabel(endpoint: endpoint, result: outcome.label))
    }
}

extension Refresh.Result {
    fileprivate var label: Measures.RefreshResult {
        switch self {
        case .fetched: .fetched
        case .unchanged: .unchanged
        case .failed: .failed
        case .postponed: .postponed
        case .abandoned: .abandoned
        case .notStored: .notStored
        }
    }
}

extension DeliveryOutcome {
    fileprivate var label: Measures.DeliveryResult {
        switch self {
        case .sent: .sent
        case .retry: .retry
        case .dead: .dead
        case .endpointGone: .endpointGone
        }
    }
}
