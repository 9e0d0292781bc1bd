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

    /// - Parameter words: What to look for; the number of a word is its place here. Empty words are never found.
    init(words: [[Symbol]], symbolCount: Int) {
        var builder = AutomatonBuilder(symbolCount: symbolCount)
        for (number, word) in words.enumerated() where !word.isEmpty { builder.insert(word, number: number) }
        (states, outputs) = builder.build()
    }

    /// Calls `found` with each word's number and the place just after its last symbol.
    @inline(__always)
    func scan(_ symbols: UnsafeBufferPointer<Symbol>, found: (_ word: Int, _ end: Int) -> Void) {
        states.withUnsafeBufferPointer { states in
            outputs.withUnsafeBufferPointer { outputs in
                var current: Int32 = 0
                var base = states[0].base
                for index in 0..<symbols.count {
                    let symbol = Int32(symbols[index])
                    var next = states[Int(base &+ symbol)]
                    while next.parent != current && current != 0 {
                        let fallback = states[Int(current)].fallback
                        current = fallback
                        base = states[Int(fallback)].base
                        next = states[Int(base &+ symbol)]
                    }
                    guard next.parent == current else { continue }
                    current = base &+ symbol
                    base = next.base
                    guard next.output != 0 else { continue }
                    var output = Int(next.output)
                    while outputs[output] >= 0 {
                        found(Int(outputs[output]), index + 1)
                        output += 1
                    }
                }
            }
        }
    }
}
