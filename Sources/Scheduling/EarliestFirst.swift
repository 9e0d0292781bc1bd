import Foundation

/// A heap of values by time, those of one time in the order in which they came.
struct EarliestFirst<Value: Sendable>: Sendable {
    private struct Entry {
        var date: Date
        var number: Int
        var value: Value

        func comes(before other: Entry) -> Bool {
            date == other.date ? number < other.number : date < other.date
        }
    }

    private var heap: [Entry] = []
    private var inserted = 0

    var earliest: Date? { heap.first?.date }

    mutating func insert(_ value: Value, at date: Date) {
        inserted += 1
        heap.append(Entry(date: date, number: inserted, value: value))
        var child = heap.count - 1
        while child > 0, heap[child].comes(before: heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Removes the earliest value; `nil` when it is later than `limit`.
    mutating func popFirst(notAfter limit: Date) -> Value? {
        guard let first = heap.first, first.date <= limit else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let child = children.min(by: { heap[$0].comes(before: heap[$1]) }),
                heap[child].comes(before: heap[parent])
            else { return first.value }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
