/// Builds the tables of an `Automaton` from sorted words.
struct AutomatonBuilder {
    private(set) var states = [Automaton.State()]
    private(set) var branches: [Automaton.Branch] = []
    private(set) var fallbacks: [UInt32] = []
    private(set) var outputStarts: [UInt32] = []
    private(set) var outputs: [Int32] = []
    private(set) var rootRow: [UInt32]
    private(set) var wordRow: [UInt32]

    /// For each state, the one before it, the symbol between them and the number of symbols from the root.
    private var origins: [(parent: Int, symbol: Symbol, depth: Int)] = [(0, .none, 0)]
    /// The words that end at a state.
    private var words: [Int: [Int32]] = [:]

    init(words: [[Symbol]], symbolCount: Int) {
        rootRow = [UInt32](repeating: 0, count: symbolCount)
        wordRow = rootRow
        insert(words)
        placeBranches()
        link()
    }

    /// Sorted words share their beginnings with the one before, so that each only adds what follows, just where it belongs.
    private mutating func insert(_ unsorted: [[Symbol]]) {
        let order = unsorted.indices.filter { !unsorted[$0].isEmpty }
            .sorted { unsorted[$0].lexicographicallyPrecedes(unsorted[$1]) }
        var path = [0]
        var previous: [Symbol] = []
        for number in order {
            let word = unsorted[number]
            let shared = zip(previous, word).prefix { $0 == $1 }.count
            path.removeSubrange((shared + 1)...)
            for symbol in word[shared...] {
                origins.append((path[path.count - 1], symbol, path.count))
                path.append(states.count)
                states.append(Automaton.State())
            }
            words[path[path.count - 1], default: []].append(Int32(number))
            previous = word
        }
    }

    private mutating func placeBranches() {
        var children = [[Automaton.Branch]](repeating: [], count: states.count)
        for (state, origin) in origins.enumerated().dropFirst() {
            if origin.parent == state - 1 {
                states[origin.parent].first = origin.symbol
            } else {
                children[origin.parent].append(Automaton.Branch(symbol: origin.symbol, state: UInt32(state)))
            }
            if origin.depth == 1 { rootRow[Int(origin.symbol)] = UInt32(state) }
            if origin.depth == 2, origins[origin.parent].symbol == .boundary {
                wordRow[Int(origin.symbol)] = UInt32(state)
            }
        }
        for state in states.indices {
            states[state].branchCount = UInt16(children[state].count)
            states[state].rest = UInt32(branches.count)
            branches += children[state]
        }
    }

    /// Finds suffixes and outputs, the shortest states first, since each builds on shorter ones.
    private mutating func link() {
        fallbacks = [UInt32](repeating: 0, count: states.count)
        outputStarts = fallbacks
        let boundary = rootRow[Int(Symbol.boundary)]
        for state in states.indices.dropFirst().sorted(by: { (origins[$0].depth, $0) < (origins[$1].depth, $1) }) {
            let origin = origins[state]
            if origin.depth > 1 { fallbacks[state] = step(from: fallbacks[origin.parent], origin.symbol) }
            let fallback = fallbacks[state]
            if fallback == 0 || fallback == boundary { states[state].rest |= Automaton.State.ends }
            if let more = words[Int(fallback)] { words[state, default: []] += more }
            if let words = words[state] {
                states[state].rest |= Automaton.State.output
                outputStarts[state] = UInt32(outputs.count)
                outputs += words + [-1]
            }
        }
    }

    private func step(from state: UInt32, _ symbol: Symbol) -> UInt32 {
        var state = state
        while state != 0 {
            if let child = child(of: Int(state), on: symbol) { return child }
            state = fallbacks[Int(state)]
        }
        return rootRow[Int(symbol)]
    }

    private func child(of number: Int, on symbol: Symbol) -> UInt32? {
        let state = states[number]
        if state.first == symbol { return UInt32(number + 1) }
        let begin = Int(state.rest & Automaton.State.branchMask)
        return branches[begin..<(begin + Int(state.branchCount))].first { $0.symbol == symbol }?.state
    }
}
