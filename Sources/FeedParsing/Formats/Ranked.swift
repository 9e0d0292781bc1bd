/// A value that several elements may give, of which the best source wins.
///
/// Rank 0 is the best. Among equals the first stays, or the last where `replacing` says so.
struct Ranked<Value> {
    private(set) var value: Value?
    private var rank = UInt8.max

    mutating func offer(_ value: Value?, rank: UInt8, replacing: Bool = false) {
        guard let value, rank < self.rank || (replacing && rank == self.rank) else { return }
        self.value = value
        self.rank = rank
    }

    func wants(rank: UInt8) -> Bool { rank < self.rank }
}
