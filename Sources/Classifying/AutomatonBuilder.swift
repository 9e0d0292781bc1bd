/// Builds the double array of an `Automaton` from a trie.
struct AutomatonBuilder {
    private struct Node {
        var children: [(symbol: Symbol, node: Int)] = []
        var words: [Int32] = []
    }

    private let symbolCount: Int
    private var nodes = [Node()]

    init(symbolCount: Int) { self.symbolCount = symbolCount }

    mutating func insert(_ word: [Symbol], number: Int) {
        var node = 0
        for symbol in word {
            if let child = nodes[node].children.first(where: { $0.symbol == symbol }) {
                node = child.node
            } else {
                nodes.append(Node())
                nodes[node].children.append((symbol, nodes.count - 1))
                node = nodes.count - 1
            }
        }
        nodes[node].words.append(Int32(number))
    }

    /// Places the nodes breadth first, so that a node's fallback is finished before the node is.
    func build() -> (states: [Automaton.State], outputs: [Int32]) {
        var cells = Cells(symbolCount: symbolCount)
        var outputs: [Int32] = [-1]
        var place = [Int32](repeating: 0, count: nodes.count)
        var words = [[Int32]](repeating: [], count: nodes.count)
        var nodeAt: [Int32: Int] = [0: 0]
        var queue = [0]
        var head = 0
        while head < queue.count {
            let node = queue[head]
            head += 1
            let state = place[node]
            let base = cells.placeChildren(of: state, nodes[node].children.map(\.symbol))
            for child in nodes[node].children {
                let childState = base + Int32(child.symbol)
                place[child.node] = childState
                nodeAt[childState] = child.node
                let fallback = state == 0 ? 0 : cells.step(from: cells.states[Int(state)].fallback, child.symbol)
                cells.states[Int(childState)].fallback = fallback
                words[child.node] = nodes[child.node].words + (nodeAt[fallback].map { words[$0] } ?? [])
                if !words[child.node].isEmpty {
                    cells.states[Int(childState)].output = Int32(outputs.count)
                    outputs.append(contentsOf: words[child.node])
                    outputs.append(-1)
                }
                queue.append(child.node)
            }
        }
        return (cells.finished(), outputs)
    }
}

/// The growing double array and the places in it that are still free.
private struct Cells {
    let symbolCount: Int
    var states: [Automaton.State]
    private var firstFree = 1

    init(symbolCount: Int) {
        self.symbolCount = symbolCount
        states = [Automaton.State()]
        states[0].parent = -2
    }

    /// The first base from which every child falls on a free cell.
    mutating func placeChildren(of state: Int32, _ symbols: [Symbol]) -> Int32 {
        guard let lowest = symbols.min() else { return 0 }
        while firstFree < states.count, states[firstFree].parent != -1 { firstFree += 1 }
        var base = max(firstFree - Int(lowest), 0)
        while !symbols.allSatisfy({ isFree(base + Int($0)) }) { base += 1 }
        for symbol in symbols {
            let cell = base + Int(symbol)
            while states.count <= cell { states.append(Automaton.State()) }
            states[cell].parent = state
        }
        states[Int(state)].base = Int32(base)
        return Int32(base)
    }

    private func isFree(_ cell: Int) -> Bool {
        cell > 0 && (cell >= states.count || states[cell].parent == -1)
    }

    /// Where the automaton goes from a state that is already linked.
    func step(from state: Int32, _ symbol: Symbol) -> Int32 {
        var state = state
        while true {
            let next = Int(states[Int(state)].base) + Int(symbol)
            if next < states.count, states[next].parent == state { return Int32(next) }
            if state == 0 { return 0 }
            state = states[Int(state)].fallback
        }
    }

    /// Room after the end, so that no step looks past it.
    func finished() -> [Automaton.State] {
        states + [Automaton.State](repeating: Automaton.State(), count: symbolCount + 1)
    }
}
