/// Which elements two sequences share, in order.
///
/// Small differences are found exactly, by Myers' algorithm in linear space. Where that would take too long, elements that
/// occur once on each side part the sequences first, as in patience diff; where there are none, the rest counts as replaced.
/// Work is bounded whatever the input.
struct SequenceDiff {
    private let old: [Int32]
    private let new: [Int32]
    private(set) var oldKept: [Bool]
    private(set) var newKept: [Bool]
    /// Steps left; one is about a nanosecond or two.
    private var budget: Int
    private var snake = MiddleSnake()
    private var anchors: UniqueAnchors

    /// The difference of two sequences of numbers in `0..<alphabet`.
    init(from old: [Int32], to new: [Int32], alphabet: Int, budget: Int = 1_500_000) {
        self.old = old
        self.new = new
        self.budget = budget
        oldKept = Array(repeating: false, count: old.count)
        newKept = Array(repeating: false, count: new.count)
        anchors = UniqueAnchors(alphabet: alphabet)
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
        guard !left.isEmpty, !right.isEmpty, budget > 0 else { return }
        switch snake.find(old, left, new, right, spending: &budget) {
        case .point(let point):
            compare(left.lowerBound..<point.old, right.lowerBound..<point.new)
            compare(point.old..<left.upperBound, point.new..<right.upperBound)
        case .nothingShared:
            return
        case .tooFar:
            part(left, right)
        }
    }

    private mutating func part(_ left: Range<Int>, _ right: Range<Int>) {
        budget -= left.count + right.count
        let pairs = anchors.find(old, left, new, right)
        guard !pairs.isEmpty else { return }
        var (oldStart, newStart) = (left.lowerBound, right.lowerBound)
        for pair in pairs {
            compare(oldStart..<pair.old, newStart..<pair.new)
            keep(pair.old, pair.new)
            (oldStart, newStart) = (pair.old + 1, pair.new + 1)
        }
        compare(oldStart..<left.upperBound, newStart..<right.upperBound)
    }

    private mutating func keep(_ oldIndex: Int, _ newIndex: Int) {
        oldKept[oldIndex] = true
        newKept[newIndex] = true
    }
}
