/// Elements that occur once in each of two ranges, as many as stand in the same order on both sides.
///
/// Source: Bram Cohen's patience diff.
struct UniqueAnchors {
    private var oldCount: [UInt8]
    private var newCount: [UInt8]
    private var newPosition: [Int]

    /// For elements in `0..<alphabet`.
    init(alphabet: Int) {
        oldCount = Array(repeating: 0, count: alphabet)
        newCount = oldCount
        newPosition = Array(repeating: 0, count: alphabet)
    }

    mutating func find(
        _ old: [Int32],
        _ left: Range<Int>,
        _ new: [Int32],
        _ right: Range<Int>
    ) -> [(old: Int, new: Int)] {
        for index in left { oldCount[Int(old[index])] = 0 }
        for index in right { oldCount[Int(new[index])] = 0 }
        for index in left { newCount[Int(old[index])] = 0 }
        for index in right { newCount[Int(new[index])] = 0 }
        for index in left where oldCount[Int(old[index])] < 2 { oldCount[Int(old[index])] += 1 }
        for index in right where newCount[Int(new[index])] < 2 {
            newCount[Int(new[index])] += 1
            newPosition[Int(new[index])] = index
        }
        let unique = left.filter { oldCount[Int(old[$0])] == 1 && newCount[Int(old[$0])] == 1 }
            .map { (old: $0, new: newPosition[Int(old[$0])]) }
        return Self.longestAscending(unique)
    }

    /// The longest run of pairs whose new positions ascend; their old positions ascend already.
    private static func longestAscending(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
        var smallestEnd: [Int] = []  // by length: the pair with which such a run ends lowest
        var previous: [Int] = []
        previous.reserveCapacity(pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, smallestEnd.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[smallestEnd[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            previous.append(low > 0 ? smallestEnd[low - 1] : -1)
            if low == smallestEnd.count { smallestEnd.append(index) } else { smallestEnd[low] = index }
        }
        var run: [(old: Int, new: Int)] = []
        var next = smallestEnd.last ?? -1
        while next >= 0 {
            run.append(pairs[next])
            next = previous[next]
        }
        return run.reversed()
    }
}
