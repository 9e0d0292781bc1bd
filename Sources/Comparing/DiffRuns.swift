/// A difference as runs of pieces: what is kept, and between it what was removed and added.
struct DiffRuns {
    struct Run {
        var old: Range<Int>
        var new: Range<Int>
        var isSame: Bool
    }

    private(set) var runs: [Run] = []

    init(_ difference: SequenceDiff) {
        let (oldKept, newKept) = (difference.oldKept, difference.newKept)
        var (old, new) = (0, 0)
        while old < oldKept.count || new < newKept.count {
            let (oldStart, newStart) = (old, new)
            while old < oldKept.count, !oldKept[old] { old += 1 }
            while new < newKept.count, !newKept[new] { new += 1 }
            if old > oldStart || new > newStart {
                runs.append(Run(old: oldStart..<old, new: newStart..<new, isSame: false))
                continue
            }
            while old < oldKept.count, new < newKept.count, oldKept[old], newKept[new] {
                (old, new) = (old + 1, new + 1)
            }
            runs.append(Run(old: oldStart..<old, new: newStart..<new, isSame: true))
        }
    }

    /// Gives up what is kept by chance: a word or two between changes that are longer.
    ///
    /// - Parameter length: Of a range of new or old pieces, in characters that are read.
    mutating func merge(oldLength: (Range<Int>) -> Int, newLength: (Range<Int>) -> Int) {
        var merged: [Run] = []
        for (index, run) in runs.enumerated() {
            if !run.isSame, let island = merged.last, island.isSame, merged.count >= 2 {
                let before = merged[merged.count - 2]
                let sizeBefore = max(oldLength(before.old), newLength(before.new))
                let sizeAfter = max(oldLength(run.old), newLength(run.new))
                if newLength(island.new) * 2 <= min(sizeBefore, sizeAfter) || newLength(island.new) == 0 {
                    merged.removeLast(2)
                    let old = before.old.lowerBound..<run.old.upperBound
                    merged.append(Run(old: old, new: before.new.lowerBound..<run.new.upperBound, isSame: false))
                    continue
                }
            }
            merged.append(runs[index])
        }
        runs = merged
    }
}
