/// First in, first out, at the cost of an array.
struct Queue<Element> {
    private var elements: [Element] = []
    private var first = 0

    var count: Int { elements.count - first }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard first < elements.count else { return nil }
        let element = elements[first]
        first += 1
        // Moving the rest down once half of it is gone keeps a queue that never runs empty from growing for ever.
        if first * 2 >= elements.count {
            elements.removeFirst(first)
            first = 0
        }
        return element
    }

    /// Takes out the elements that `isOut` names, in their order.
    mutating func remove(where isOut: (Element) -> Bool) -> [Element] {
        let all = elements[first...]
        let removed = all.filter(isOut)
        if !removed.isEmpty {
            elements = all.filter { !isOut($0) }
            first = 0
        }
        return removed
    }
}
