/// Builds the tables of an `Automaton`.
struct AutomatonBuilder {
    private(set) var states: [Automaton.State] = []
    private(set) var branches: [Automaton.Branch] = []
    private(set) var fallbacks: [UInt32] = []
    private(set) var outputStarts: [UInt32] = []
    private(set) var outputs: [Int32] = []
    private(set) var rootRow: [UInt32]
    private(set) var wordRow: [UInt32]

    /// For each state, the one before it, the symbol between them and the number of symbols from the root.
    private var origins: [(parent: Int, symbol: Symbol, depth: Int)] = []
    /// The words that end at a state.
    private var words: [Int: [Int32]] = [:]

    init(words: [[Symbol]], symbolCount: Int) {
        rootRow = [UInt32](repeating: 0, count: symbolCount)
        wordRow = rootRow
        place(WordTree(words))
        link()
    }

    /// Puts the states in the order of a walk that goes down first, and always to the child with the most words below it.
    private mutating func place(_ tree: WordTree) {
        var open = [(node: 0, parent: 0, symbol: Symbol.none, depth: 0)]
        var children = [[Automaton.Branch]](repeating: [], count: tree.nodes.count)
        while let next = open.popLast() {
            let (state, node) = (origins.count, tree.nodes[next.node])
            origins.append((next.parent, next.symbol, next.depth))
            states.append(Automaton.State())
            if !node.words.isEmpty { words[state] = node.words }
            if state > 0, next.parent == state - 1, states[next.parent].first == .none {
                states[next.parent].first = next.symbol
            } else if state > 0 {
                children[next.parent].append(Automaton.Branch(symbol: next.symbol, state: UInt32(state)))
            }
            if next.depth == 1 { rootRow[Int(next.symbol)] = UInt32(state) }
            if next.depth == 2, origins[next.parent].symbol == .boundary {
                wordRow[Int(next.symbol)] = UInt32(state)
            }
            for child in node.children.sorted(by: { tree.nodes[$0.node].weight < tree.nodes[$1.node].weight }) {
                open.append((child.node, state, child.symbol, next.depth + 1))
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

/// Words by their beginnings: those that begin alike share the nodes of what is alike.
private struct WordTree {
    struct Node {
        var children: [(symbol: Symbol, node: Int)] = []
        /// Those that end here.
        var words: [Int32] = []
        /// How many end here or further down.
        var weight = 0
    }

    private(set) var nodes = [Node()]

    /// Sorted words begin like the one before, so that the last child is the only one that can be meant.
    init(_ words: [[Symbol]]) {
        let order = words.indices.filter { !words[$0].isEmpty }
            .sorted { words[$0].lexicographicallyPrecedes(words[$1]) }
        for number in order {
            var node = 0
            for symbol in words[number] {
                nodes[node].weight += 1
                if let last = nodes[node].children.last, last.symbol == symbol {
                    node = last.node
                } else {
                    nodes[node].children.append((symbol, nodes.count))
                    node = nodes.count
                    nodes.append(Node())
                }
            }
            nodes[node].weight += 1
            nodes[node].words.append(Int32(number))
        }
    }
}
