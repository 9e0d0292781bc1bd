import Testing

@testable import Classifying

@Suite("Automaton")
struct AutomatonTests {
    private struct Found: Hashable, Comparable {
        let end: Int
        let word: Int

        static func < (left: Found, right: Found) -> Bool { (left.end, left.word) < (right.end, right.word) }
    }

    private func scan(_ words: [[Symbol]], _ text: [Symbol], symbolCount: Int) -> [Found] {
        let automaton = Automaton(words: words, symbolCount: symbolCount)
        var found: [Found] = []
        let openers = Set(words.compactMap(\.first))
        let starts = text.indices.filter { openers.contains(text[$0]) }.map { UInt32($0) }
        var possible = [UInt32](repeating: 0, count: text.count)
        var arrivals: [Automaton.Arrival] = []
        let readable = text + [Symbol](repeating: .boundary, count: WordFilter.reach)
        readable.withUnsafeBufferPointer { symbols in
            starts.withUnsafeBufferPointer { starts in
                possible.withUnsafeMutableBufferPointer { possible in
                    guard let room = possible.baseAddress else { return }
                    automaton.scan(
                        UnsafeBufferPointer(rebasing: symbols[..<text.count]), starts: starts, possible: room,
                        arrivals: &arrivals
                    ) { found.append(Found(end: $1, word: $0)) }
                }
            }
        }
        return found.sorted()
    }

    /// Every word tried at every place.
    private func search(_ words: [[Symbol]], _ text: [Symbol]) -> [Found] {
        var found: [Found] = []
        for (number, word) in words.enumerated() where !word.isEmpty {
            for start in text.indices where text[start...].starts(with: word) {
                found.append(Found(end: start + word.count, word: number))
            }
        }
        return found.sorted()
    }

    @Test("It finds what a plain search finds, whatever is passed over on the way", arguments: 0..<200)
    func plainSearch(_ seed: UInt64) {
        var random = SplitMix(seed: seed)
        let letters = 2 + random.next(below: 6)
        func letter() -> Symbol { .firstLetter + Symbol(random.next(below: letters)) }
        let words = (0..<(1 + random.next(below: 12))).map { _ in
            // Most words begin with a boundary, as forms of spaced scripts do; some hold one.
            (random.next(below: 4) == 0 ? [] : [.boundary]) + [letter()]
                + (0..<random.next(below: 7)).map { _ in random.next(below: 6) == 0 ? .boundary : letter() }
        }
        let text = (0..<400).map { _ -> Symbol in
            switch random.next(below: 5) {
            case 0: .boundary
            case 1: random.next(below: 3) == 0 ? .stranger : letter()
            default: letter()
            }
        }
        let count = letters + Int(Symbol.firstLetter)
        #expect(scan(words, text, symbolCount: count) == search(words, text))
    }

    @Test("Without words there is nothing to find")
    func none() {
        #expect(scan([], [1, 2, 3], symbolCount: 200).isEmpty)
        #expect(scan([[]], [1, 2, 3], symbolCount: 200).isEmpty)
    }
}
