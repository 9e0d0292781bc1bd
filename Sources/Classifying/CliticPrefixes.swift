/// The clitics with which a word of a text begins, known by its first four symbols.
struct CliticPrefixes: Sendable {
    private struct Prefix {
        /// The symbols, the first one lowest, as they lie in memory.
        let symbols: UInt64
        let mask: UInt64
        let length: Int
    }

    /// Those that begin with the same symbol side by side, the shortest first.
    private let prefixes: [Prefix]
    /// For each symbol, where those that begin with it stand.
    private let ranges: [Range<UInt16>]

    /// - Parameter clitics: Longer ones than `ShortWord.limit` are left out.
    init(_ clitics: [[Symbol]], symbolCount: Int) {
        var ranges = [Range<UInt16>](repeating: 0..<0, count: symbolCount)
        var prefixes: [Prefix] = []
        let known = Dictionary(grouping: clitics.filter { (1...ShortWord.limit).contains($0.count) }, by: \.[0])
        for (first, alike) in known {
            let begin = prefixes.count
            for clitic in alike.sorted(by: { $0.count < $1.count }) {
                prefixes.append(
                    Prefix(
                        symbols: clitic.reversed().reduce(0) { $0 << 16 | UInt64($1) },
                        mask: .max >> UInt64(64 - 16 * clitic.count), length: clitic.count))
            }
            ranges[Int(first)] = UInt16(begin)..<UInt16(prefixes.count)
        }
        (self.prefixes, self.ranges) = (prefixes, ranges)
    }

    /// Calls `body` with the length of each clitic that a word begins with, by rising length.
    ///
    /// - Parameter word: The first four symbols, the first one lowest.
    @inline(__always)
    func lengths(before word: UInt64, _ body: (Int) -> Void) {
        for place in ranges[Int(word & 0xFFFF)] {
            let prefix = prefixes[Int(place)]
            if word & prefix.mask == prefix.symbols { body(prefix.length) }
        }
    }
}
