/// A point on a shortest way from one sequence to another, half-way along it.
///
/// Source: E. Myers, An O(ND) Difference Algorithm and Its Variations, 1986, section 4b.
struct MiddleSnake {
    enum Result {
        /// Both halves are smaller than the whole.
        case point((old: Int, new: Int))
        case nothingShared
        /// More than `farthest` insertions and deletions from either end, or the budget is spent.
        case tooFar
    }

    /// In insertions and deletions from each end.
    private static let farthest = 200

    /// The farthest old position reached on each diagonal, from the beginning and from the end.
    private var forward: [Int] = []
    private var backward: [Int] = []

    mutating func find(
        _ old: [Int32],
        _ left: Range<Int>,
        _ new: [Int32],
        _ right: Range<Int>,
        spending budget: inout Int
    ) -> Result {
        let (n, m) = (left.count, right.count)
        let delta = n - m
        let limit = min((n + m + 1) / 2, Self.farthest)
        let zero = limit + 1
        if forward.count < 2 * limit + 3 {
            forward = Array(repeating: 0, count: 2 * limit + 3)
            backward = forward
        }
        forward[zero + 1] = 0
        backward[zero + 1] = 0
        for depth in 0...limit {
            budget -= 2 * depth + 2
            if budget <= 0 { return .tooFar }
            for k in stride(from: -depth, through: depth, by: 2) {
                let x = Self.reach(forward, zero, k, depth) { x in
                    x < n && x - k < m && x >= 0 && x >= k && old[left.lowerBound + x] == new[right.lowerBound + x - k]
                }
                forward[zero + k] = x
                let opposite = delta - k
                guard delta % 2 != 0, abs(opposite) < depth, x + backward[zero + opposite] >= n else { continue }
                return Self.result(x, x - k, left, right)
            }
            for k in stride(from: -depth, through: depth, by: 2) {
                let x = Self.reach(backward, zero, k, depth) { x in
                    x < n && x - k < m && x >= 0 && x >= k
                        && old[left.upperBound - 1 - x] == new[right.upperBound - 1 - (x - k)]
                }
                backward[zero + k] = x
                let opposite = delta - k
                guard delta % 2 == 0, abs(opposite) <= depth, x + forward[zero + opposite] >= n else { continue }
                return Self.result(n - x, m - (x - k), left, right)
            }
        }
        return .tooFar
    }

    /// How far one gets on diagonal `k` with one insertion or deletion more, and then along what is equal.
    private static func reach(
        _ reached: [Int],
        _ zero: Int,
        _ k: Int,
        _ depth: Int,
        while isEqual: (Int) -> Bool
    ) -> Int {
        let goesDown = k == -depth || (k != depth && reached[zero + k - 1] < reached[zero + k + 1])
        var x = goesDown ? reached[zero + k + 1] : reached[zero + k - 1] + 1
        while isEqual(x) { x += 1 }
        return x
    }

    private static func result(_ x: Int, _ y: Int, _ left: Range<Int>, _ right: Range<Int>) -> Result {
        let (x, y) = (min(max(x, 0), left.count), min(max(y, 0), right.count))
        // A corner would not make the problem smaller: everything is replaced.
        guard (x, y) != (0, 0), (x, y) != (left.count, right.count) else { return .nothingShared }
        return .point((left.lowerBound + x, right.lowerBound + y))
    }
}
