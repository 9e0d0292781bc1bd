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
    /// For each state, the words that end at it, as a range of `wordOrder`.
    private var words: [Range<Int32>] = []
    private let wordOrder: [Int32]

    init(words: [[Symbol]], symbolCount: Int) {
        rootRow = [UInt32](repeating: 0, count: symbolCount)
        wordRow = rootRow
        let tree = WordTree(words)
        wordOrder = tree.words
        place(tree)
        link()
    }

    /// Puts the states in the order of a walk that goes down first, and always to the child with the most words below it.
    private mutating func place(_ tree: WordTree) {
        let count = tree.nodes.count
        states.reserveCapacity(count)
        origins.reserveCapacity(count)
        words.reserveCapacity(count)
        var open = [(node: Int32(0), parent: 0, depth: 0)]
        // Children that do not follow their parent at once, in the order of the walk.
        var further: [Int] = []
        var children: [Int32] = []
        while let next = open.popLast() {
            let (state, node) = (origins.count, tree.nodes[Int(next.node)])
            origins.append((next.parent, node.symbol, next.depth))
            states.append(Automaton.State())
            words.append(node.words)
            if state > 0, next.parent == state - 1, states[next.parent].first == .none {
                states[next.parent].first = node.symbol
            } else if state > 0 {
                states[next.parent].branchCount += 1
                further.append(state)
            }
            if next.depth == 1 { rootRow[Int(node.symbol)] = UInt32(state) }
            if next.depth == 2, origins[next.parent].symbol == .boundary {
                wordRow[Int(node.symbol)] = UInt32(state)
            }
            children.removeAll(keepingCapacity: true)
            var child = node.firstChild
            while child != 0 {
                children.append(child)
                child = tree.nodes[Int(child)].sibling
            }
            if children.count > 1 { children.sort { tree.nodes[Int($0)].weight < tree.nodes[Int($1)].weight } }
            for child in children { open.append((child, state, next.depth + 1)) }
        }
        gather(further)
    }

    /// Lays the further children of each state side by side.
    private mutating func gather(_ further: [Int]) {
        var begin: UInt32 = 0
        for state in states.indices {
            states[state].rest = begin
            begin += UInt32(states[state].branchCount)
        }
        branches = [Automaton.Branch](repeating: Automaton.Branch(symbol: .none, state: 0), count: further.count)
        var filled = [UInt32](repeating: 0, count: states.count)
        for state in further {
            let parent = origins[state].parent
            branches[Int(states[parent].rest + filled[parent])] =
                Automaton.Branch(symbol: origins[state].symbol, state: UInt32(state))
            filled[parent] += 1
        }
    }

    /// The states with the shortest first.
    private var byDepth: [Int] {
        var starts = [0]
        for origin in origins {
            while starts.count < origin.depth + 2 { starts.append(0) }
            starts[origin.depth + 1] += 1
        }
        for depth in 1..<starts.count { starts[depth] += starts[depth - 1] }
        var order = [Int](repeating: 0, count: origins.count)
        for (state, origin) in origins.enumerated() {
            order[starts[origin.depth]] = state
            starts[origin.depth] += 1
        }
        return order
    }

    /// Finds suffixes and outputs, the shortest states first, since each builds on shorter ones.
    private mutating func link() {
        fallbacks = [UInt32](repeating: 0, count: states.count)
        outputStarts = fallbacks
        let boundary = rootRow[Int(Symbol.boundary)]
        for state in byDepth where state > 0 {
            let origin = origins[state]
            if origin.depth > 1 { fallbacks[state] = step(from: fallbacks[origin.parent], origin.symbol) }
            let fallback = Int(fallbacks[state])
            if fallback == 0 || fallback == boundary { states[state].rest |= Automaton.State.ends }
            let hasSuffix = states[fallback].rest & Automaton.State.output != 0
            guard hasSuffix || !words[state].isEmpty else { continue }
            states[state].rest |= Automaton.State.output
            outputStarts[state] = UInt32(outputs.count)
            for place in words[state] { outputs.append(wordOrder[Int(place)]) }
            if hasSuffix {
                var place = Int(outputStarts[fallback])
                while outputs[place] >= 0 {
                    outputs.append(outputs[place])
                    place += 1
                }
            }
            outputs.append(-1)
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
        /// The symbol that leads here.
        var symbol = Symbol.none
        /// The first child, and the next one of the same parent; 0 for none.
        var firstChild: Int32 = 0
        var sibling: Int32 = 0
        /// How many words end here or further down.
        var weight: Int32 = 0
        /// Those that end here, as a range of `words`.
        var words: Range<Int32> = 0..<0
    }

    private(set) var nodes = [Node()]
    /// The numbers of the words, sorted by their symbols.
    let words: [Int32]

    /// Sorted words begin like the one before, so that what they share with it is the path to their node.
    init(_ all: [[Symbol]]) {
        words = all.indices.filter { !all[$0].isEmpty }
            .sorted { all[$0].lexicographicallyPrecedes(all[$1]) }.map(Int32.init)
        /// The node of each symbol of the word before, and the last child of each node on the way.
        var path: [Int32] = [0]
        var before: [Symbol] = []
        for (place, number) in words.enumerated() {
            let word = all[Int(number)]
            let shared = zip(word, before).prefix { $0 == $1 }.count
            var last = shared + 1 < path.count ? path[shared + 1] : 0
            path.removeLast(path.count - shared - 1)
            for symbol in word[shared...] {
                let node = Int32(nodes.count)
                nodes.append(Node(symbol: symbol))
                if last != 0 {
                    nodes[Int(last)].sibling = node
                } else {
                    nodes[Int(path[path.count - 1])].firstChild = node
                }
                last = 0
                path.append(node)
            }
            for node in path { nodes[Int(node)].weight += 1 }
            let end = Int(path[path.count - 1])
            let first = nodes[end].words.isEmpty ? Int32(place) : nodes[end].words.lowerBound
            nodes[end].words = first..<Int32(place + 1)
            before = word
        }
    }
}
