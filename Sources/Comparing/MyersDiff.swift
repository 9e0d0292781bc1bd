/// Which elements two sequences share, in order: Myers' O(ND) difference with a linear-space middle snake, under a cap on work.
///
/// Source: E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, section 4b.
struct MyersDiff {
    private let old: [Int32]
    private let new: [Int32]
    private(set) var oldKept: [Bool]
    private(set) var newKept: [Bool]
    private var budget: Int
    private var forward: [Int]
    private var backward: [Int]

    /// Work is capped at about `budget` steps; what is left over then counts as replaced.
    init(from old: [Int32], to new: [Int32], budget: Int) {
        self.old = old
        self.new = new
        self.budget = budget
        oldKept = Array(repeating: false, count: old.count)
        newKept = Array(repeating: false, count: new.count)
        forward = Array(repeating: 0, count: old.count + new.count + 3)
        backward = forward
        compare(0..<old.count, 0..<new.count)
    }

    private mutating func compare(_ oldRange: Range<Int>, _ newRange: Range<Int>) {
        var (left, right) = (oldRange, newRange)
        while let first = left.first, let other = right.first, old[first] == new[other] {
            keep(first, other)
            left = (first + 1)..<left.upperBound
            right = (other + 1)..<right.upperBound
        }
        while let last = left.last, let other = right.last, old[last] == new[other] {
            keep(last, other)
            left = left.lowerBound..<last
            right = right.lowerBound..<other
        }
        guard !left.isEmpty, !right.isEmpty, budget > 0, let split = middle(left, right) else { return }
        compare(left.lowerBound..<split.old, right.lowerBound..<split.new)
        compare(split.old..<left.upperBound, split.new..<right.upperBound)
    }

    private mutating func keep(_ oldIndex: Int, _ newIndex: Int) {
        oldKept[oldIndex] = true
        newKept[newIndex] = true
    }

    /// A point on a shortest path, away from both corners; nil when nothing is shared or the budget is spent.
    private mutating func middle(_ left: Range<Int>, _ right: Range<Int>) -> (old: Int, new: Int)? {
        let (n, m) = (left.count, right.count)
        let (oldBase, newBase) = (left.lowerBound, right.lowerBound)
        let delta = n - m
        let limit = (n + m + 1) / 2
        let zero = limit + 1
        guard 2 * limit + 3 <= forward.count + 2 else { return nil }
        if forward.count < 2 * limit + 3 {
            forward = Array(repeating: 0, count: 2 * limit + 3)
            backward = forward
        }
        forward[zero + 1] = 0
        backward[zero + 1] = 0
        for depth in 0...limit {
            budget -= 2 * depth + 2
            if budget <= 0 { return nil }
            for k in stride(from: -depth, through: depth, by: 2) {
                let down = k == -depth || (k != depth && forward[zero + k - 1] < forward[zero + k + 1])
                var x = down ? forward[zero + k + 1] : forward[zero + k - 1] + 1
                var y = x - k
                while x < n, y < m, x >= 0, y >= 0, old[oldBase + x] == new[newBase + y] {
                    x += 1
                    y += 1
                }
                forward[zero + k] = x
                let opposite = delta - k
                if delta % 2 != 0, abs(opposite) < depth, x + backward[zero + opposite] >= n {
                    return point(x, y, n, m, oldBase, newBase)
                }
            }
            for k in stride(from: -depth, through: depth, by: 2) {
                let down = k == -depth || (k != depth && backward[zero + k - 1] < backward[zero + k + 1])
                var x = down ? backward[zero + k + 1] : backward[zero + k - 1] + 1
                var y = x - k
                while x < n, y < m, x >= 0, y >= 0, old[oldBase + n - 1 - x] == new[newBase + m - 1 - y] {
                    x += 1
                    y += 1
                }
                backward[zero + k] = x
                let opposite = delta - k
                if delta % 2 == 0, abs(opposite) <= depth, x + forward[zero + opposite] >= n {
                    return point(n - x, m - y, n, m, oldBase, newBase)
                }
            }
        }
        return nil
    }

    private func point(_ x: Int, _ y: Int, _ n: Int, _ m: Int, _ oldBase: Int, _ newBase: Int) -> (old: Int, new: Int)?
    {
        let (x, y) = (min(max(x, 0), n), min(max(y, 0), m))
        // A corner would not make the problem smaller.
        guard (x, y) != (0, 0), (x, y) != (n, m) else { return nil }
        return (oldBase + x, newBase + y)
    }
}
