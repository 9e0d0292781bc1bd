/// A value that several elements may give, of which the best source wins.
///
/// Rank 0 is the best. Among equals the first stays, or the last where `replacing` says so.
struct Ranked<Value> {
    private(set) var value: Value?
    private var lowest = UInt8.max

    /// That of the source which gave the value.
    var rank: UInt8? { value == nil ? nil : lowest }

    mutating func offer(_ value: Value?, rank: UInt8, replacing: Bool = false) {
        guard let value, rank < lowest || (replacing && rank == lowest) else { return }
        self.value = value
        lowest = rank
    }

    func wants(rank: UInt8) -> Bool { rank < lowest }
}
