import Synchronization

/// How long something took, counted in buckets, so that a scrape costs the same after a year as after a minute.
package final class Histogram: Sendable {
    /// What was counted up to one moment.
    package struct Reading: Hashable, Sendable {
        /// The buckets' upper bounds in seconds, ascending; the last bucket, which has none, is left out.
        package let bounds: [Double]
        /// How many observations lie at or under each bound.
        package let cumulative: [Int]
        package let count: Int
        /// In seconds.
        package let sum: Double
    }

    private struct Counts {
        /// One more than there are bounds: the last one has no end.
        var buckets: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let counts: Mutex<Counts>

    /// - Parameter bounds: In seconds, ascending.
    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Mutex(Counts(buckets: [Int](repeating: 0, count: bounds.count + 1)))
    }

    package func observe(_ duration: Duration) {
        let parts = duration.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        let bucket = bounds.firstIndex { seconds <= $0 } ?? bounds.count
        counts.withLock { counts in
            counts.buckets[bucket] += 1
            counts.sum += seconds
        }
    }

    /// Observes how long it takes, whether it succeeds or throws.
    package func time<Value, Failure: Error>(
        _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let begin = ContinuousClock.now
        defer { observe(begin.duration(to: .now)) }
        return try await work()
    }

    package var reading: Reading {
        let counts = counts.withLock { $0 }
        var total = 0
        let cumulative = counts.buckets.map { count in
            total += count
            return total
        }
        return Reading(bounds: bounds, cumulative: Array(cumulative.dropLast()), count: total, sum: counts.sum)
    }
}

/// Histograms told apart by a label from a small, closed set, such as the webhooks of the settings.
package final class HistogramSet<Label: Hashable & Sendable>: Sendable {
    private let bounds: [Double]
    private let histograms = Mutex<[Label: Histogram]>([:])

    /// - Parameter bounds: In seconds, ascending.
    package init(bounds: [Double]) { self.bounds = bounds }

    package subscript(label: Label) -> Histogram {
        histograms.withLock { histograms in
            if let known = histograms[label] { return known }
            let new = Histogram(bounds: bounds)
            histograms[label] = new
            return new
        }
    }

    package var readings: [Label: Histogram.Reading] { histograms.withLock { $0 }.mapValues(\.reading) }
}
