/// A set of concepts by number, small enough to be compared in a few instructions.
struct ConceptSet: Hashable, Sendable {
    static let limit = 256
    private var bits = SIMD4<UInt64>()

    var isEmpty: Bool { bits == SIMD4<UInt64>() }

    mutating func insert(_ concept: Int) {
        guard (0..<Self.limit).contains(concept) else { return }
        bits[concept >> 6] |= 1 << UInt64(concept & 63)
    }

    /// Whether it was not there before.
    mutating func insertIfNew(_ concept: Int) -> Bool {
        if contains(concept) { return false }
        insert(concept)
        return true
    }

    mutating func formUnion(_ other: ConceptSet) { bits |= other.bits }

    func contains(_ concept: Int) -> Bool {
        (0..<Self.limit).contains(concept) && bits[concept >> 6] >> UInt64(concept & 63) & 1 == 1
    }

    func intersects(_ other: ConceptSet) -> Bool { (bits & other.bits) != SIMD4<UInt64>() }
}
