/// An Aho-Corasick automaton over symbols, in a double array: all words are looked for at once, in one pass.
///
/// Every state is 16 bytes, so that a step touches one cache line. Source: Aho and Corasick 1975; Aoe 1989.
struct Automaton: Sendable {
    struct State {
        /// The child on symbol s is at `base + s`, if that state's `parent` is this one.
        var base: Int32 = 0
        var parent: Int32 = -1
        /// The state of the longest proper suffix.
        var fallback: Int32 = 0
        /// Index of this state's list in `outputs`, or 0 for none.
        var output: Int32 = 0
    }

    let states: [State]
    /// Lists of word numbers, each ended by -1, the first place unused.
    let outputs: [Int32]
    let filter: WordFilter
    /// The state after a boundary alone, or -1 if no word begins with one.
    let boundaryState: Int32

    /// - Parameter words: What to look for; the number of a word is its place here. Empty words are never found.
    init(words: [[Symbol]], symbolCount: Int) {
        var builder = AutomatonBuilder(symbolCount: symbolCount)
        for (number, word) in words.enumerated() where !word.isEmpty { builder.insert(word, number: number) }
        (states, outputs) = builder.build()
        filter = WordFilter(words: words, symbolCount: symbolCount)
        let place = states[0].base + Int32(Symbol.boundary)
        boundaryState = states[Int(place)].parent == 0 ? place : -1
    }

    /// Calls `found` with each word's number and the place just after its last symbol.
    @inline(__always)
    func scan(_ symbols: UnsafeBufferPointer<Symbol>, found: (_ word: Int, _ end: Int) -> Void) {
        states.withUnsafeBufferPointer { states in
            outputs.withUnsafeBufferPointer { outputs in
                filter.withTables { filter in
                    scan(symbols, states, outputs, filter, found: found)
                }
            }
        }
    }

    @inline(__always)
    private func scan(
        _ symbols: UnsafeBufferPointer<Symbol>, _ states: UnsafeBufferPointer<State>,
        _ outputs: UnsafeBufferPointer<Int32>, _ filter: WordFilter.Tables, found: (_ word: Int, _ end: Int) -> Void
    ) {
        let rootBase = states[0].base
        var current: Int32 = 0
        var base = rootBase
        var fallback: Int32 = 0
        var index = 0
        while index < symbols.count {
            if current == boundaryState, index + WordFilter.reach <= symbols.count,
                !filter.mayBegin(symbols, at: index)
            {
                while index < symbols.count, !filter.stops[Int(symbols[index])] { index += 1 }
                (current, base) = (0, rootBase)
                continue
            }
            let symbol = Int32(symbols[index])
            index += 1
            var next = states[Int(base &+ symbol)]
            while next.parent != current, current != 0 {
                current = fallback
                let state = states[Int(current)]
                (base, fallback) = (state.base, state.fallback)
                next = states[Int(base &+ symbol)]
            }
            guard next.parent == current else { continue }
            current = base &+ symbol
            (base, fallback) = (next.base, next.fallback)
            guard next.output != 0 else { continue }
            var output = Int(next.output)
            while outputs[output] >= 0 {
                found(Int(outputs[output]), index)
                output += 1
            }
        }
    }
}
