/// An Aho-Corasick automaton over symbols: all words are looked for at once, in one pass.
///
/// Laid out for the cache, since the steps wait for memory and for nothing else. The states stand in the order of a walk
/// that goes down first, so that the rest of a word lies in the next bytes; the first step from the root, with or
/// without a boundary before it, is a look-up in a row; and where no word can begin, nothing is walked at all.
/// Source: Aho and Corasick 1975.
struct Automaton: Sendable {
    struct State {
        /// The symbol that leads to the next state in the order, the first child; `none` for a leaf.
        var first = Symbol.none
        /// How many more children there are.
        var branchCount: UInt16 = 0
        /// Where they begin in `branches`, with two flags above.
        var rest: UInt32 = 0

        /// At this state some word ends.
        static let output: UInt32 = 1 << 31
        /// The longest proper suffix is nothing, or a boundary alone: the walk ends when no child fits.
        static let ends: UInt32 = 1 << 30
        static let branchMask: UInt32 = (1 << 30) - 1
    }

    struct Branch {
        var symbol: Symbol
        var state: UInt32
    }

    /// Where a walk begins, with the state beside its number, since those who have to look for it wait the longest.
    private struct Entrance {
        /// 0 where there is none.
        let number: UInt32
        let state: State
    }

    /// A state at which words end, and the place just after their last symbol.
    struct Arrival {
        var state: UInt32
        var end: UInt32
    }

    private let states: [State]
    private let branches: [Branch]
    /// For each state, the state of its longest proper suffix; 0 is the root.
    private let fallbacks: [UInt32]
    /// For each state that has output, where its list begins in `outputs`.
    private let outputStarts: [UInt32]
    /// Lists of word numbers, each ended by -1.
    private let outputs: [Int32]
    /// For each symbol, the state after it alone, and after a boundary and it.
    private let rootRow: [Entrance]
    private let wordRow: [Entrance]
    private let filter: WordFilter

    /// - Parameter words: What to look for; the number of a word is its place here. Empty words are never found, and no
    ///   word is a boundary alone.
    /// - Parameter afterClitics: Those that begin with a letter and are only looked for where a word of the text begins, or
    ///   after one of the clitics with which it begins. They may be found elsewhere too.
    init(words: [[Symbol]], afterClitics: [[Symbol]] = [], clitics: [[Symbol]] = [], symbolCount: Int) {
        let parts = AutomatonBuilder(words: words, symbolCount: symbolCount)
        states = parts.states
        branches = parts.branches
        fallbacks = parts.fallbacks
        outputStarts = parts.outputStarts
        outputs = parts.outputs
        rootRow = parts.rootRow.map { Entrance(number: $0, state: parts.states[Int($0)]) }
        wordRow = parts.wordRow.map { Entrance(number: $0, state: parts.states[Int($0)]) }
        filter = WordFilter(words: words, afterClitics: afterClitics, clitics: clitics, symbolCount: symbolCount)
    }

    /// Calls `found` with each word's number and the place just after its last symbol, by rising place.
    ///
    /// - Parameter starts: The places where a word may begin, rising: every boundary before a letter, and every symbol
    ///   with which a word begins that begins with a letter and takes no clitics.
    /// - Parameter possible: Room for as many places as there are symbols.
    /// - Parameter symbols: `WordFilter.reach` more can be read behind them.
    /// - Parameter arrivals: Memory to work in.
    @inline(__always)
    func scan(
        _ symbols: UnsafeBufferPointer<Symbol>, starts: UnsafeBufferPointer<UInt32>,
        possible: UnsafeMutablePointer<UInt32>, arrivals: inout [Arrival], found: (_ word: Int, _ end: Int) -> Void
    ) {
        arrivals.removeAll(keepingCapacity: true)
        guard let text = symbols.baseAddress else { return }
        let count = filter.findPossible(starts, in: text, into: possible)
        walk(symbols, from: UnsafeBufferPointer(start: possible, count: count), arrivals: &arrivals)
        for arrival in arrivals {
            var output = Int(outputStarts[Int(arrival.state)])
            while outputs[output] >= 0 {
                found(Int(outputs[output]), Int(arrival.end))
                output += 1
            }
        }
    }

    private func walk(
        _ text: UnsafeBufferPointer<Symbol>, from possible: UnsafeBufferPointer<UInt32>, arrivals: inout [Arrival]
    ) {
        states.withUnsafeBufferPointer { states in
            branches.withUnsafeBufferPointer { branches in
                // Words that begin before this place are found.
                var done = 0
                for place in possible {
                    let start = Int(place)
                    guard start >= done else { continue }
                    var index = start + 1
                    var entrance = rootRow[Int(text[start])]
                    if text[start] == .boundary, index < text.count {
                        entrance = wordRow[Int(text[index])]
                        index += 1
                    }
                    guard entrance.number != 0 else { continue }
                    var (number, state) = (Int(entrance.number), entrance.state)
                    walk: while true {
                        if state.rest & State.output != 0 {
                            arrivals.append(
                                Arrival(
                                    state: UInt32(truncatingIfNeeded: number), end: UInt32(truncatingIfNeeded: index)))
                        }
                        guard index < text.count else { break }
                        let symbol = text[index]
                        step: while true {
                            if state.first == symbol {
                                number += 1
                                break
                            }
                            let begin = Int(state.rest & State.branchMask)
                            for place in begin..<(begin &+ Int(state.branchCount))
                            where branches[place].symbol == symbol {
                                number = Int(branches[place].state)
                                break step
                            }
                            if state.rest & State.ends != 0 { break walk }
                            number = Int(fallbacks[number])
                            state = states[number]
                        }
                        index &+= 1
                        state = states[number]
                    }
                    // A suffix that is a boundary alone is begun again, with what follows it in view.
                    done = text[index - 1] == .boundary ? index - 1 : index
                }
            }
        }
    }
}
