import Synchronization

/// A number that only grows, counted from any thread without waiting for another.
package final class Counter: Sendable {
    private let count = Atomic(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    package func add(_ amount: Int = 1) { count.add(amount, ordering: .relaxed) }
}

/// Counters told apart by a label from a small, closed set.
package final class CounterSet<Label: Hashable & Sendable>: Sendable {
    private let counts: Mutex<[Label: Int]>

    /// - Parameter labels: Those that are known beforehand stand at 0 from the start: a series that appears with its first
    ///   event hides that event from a rate.
    package init(_ labels: [Label] = []) {
        counts = Mutex(Dictionary(labels.map { ($0, 0) }) { first, _ in first })
    }

    package var values: [Label: Int] { counts.withLock { $0 } }

    package func add(_ amount: Int = 1, to label: Label) {
        counts.withLock { $0[label, default: 0] += amount }
    }
}
