/// Two runs of tokens laid side by side.
struct Alignment {
    private(set) var kept = 0
    private(set) var numbersKept = 0
    private(set) var numbersReplaced = 0
    /// Where both have tokens of their own.
    private(set) var replacements: [(old: ArraySlice<Token>, new: ArraySlice<Token>)] = []

    init(_ old: ArraySlice<Token>, _ new: ArraySlice<Token>) {
        var numbers: [UInt64: Int32] = [:]
        func number(_ token: Token) -> Int32 {
            if let known = numbers[token.hash] { return known }
            let next = Int32(truncatingIfNeeded: numbers.count)
            numbers[token.hash] = next
            return next
        }
        let (oldNumbers, newNumbers) = (old.map(number), new.map(number))
        let difference = SequenceDiff(from: oldNumbers, to: newNumbers, alphabet: numbers.count, budget: 200_000)
        var (left, right) = (old.startIndex, new.startIndex)
        while left < old.endIndex || right < new.endIndex {
            let (leftStart, rightStart) = (left, right)
            while left < old.endIndex, !difference.oldKept[left - old.startIndex] { left += 1 }
            while right < new.endIndex, !difference.newKept[right - new.startIndex] { right += 1 }
            if leftStart < left, rightStart < right { note(old[leftStart..<left], new[rightStart..<right]) }
            guard left < old.endIndex, right < new.endIndex else { break }
            kept += 1
            if old[left].kind == .number { numbersKept += 1 }
            left += 1
            right += 1
        }
    }

    private mutating func note(_ old: ArraySlice<Token>, _ new: ArraySlice<Token>) {
        replacements.append((old, new))
        let pairs = min(old.count { $0.kind == .number }, new.count { $0.kind == .number })
        numbersReplaced += pairs
    }
}
