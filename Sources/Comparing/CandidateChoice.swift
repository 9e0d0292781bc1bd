/// Which of the articles that share a band are worth a comparison.
///
/// A look-up reads at most `rowsPerBand` rows of each band, the newest first, and compares at most `maximumCompared` articles,
/// so that its cost does not grow with the store.
package enum CandidateChoice {
    package static let rowsPerBand = 32
    package static let maximumCompared = 12

    /// The candidates to compare, the likeliest first.
    ///
    /// A band that fills its rows is one that many articles share, such as the words that an outlet puts under everything.
    /// It says little: who is found by such bands alone must share three of them.
    ///
    /// - Parameter found: For each band of the article the rows that share it, the newest first, at most `rowsPerBand`.
    package static func best<Row: Hashable>(_ found: [[Row]]) -> [Row] {
        var order: [Row] = []
        var shared: [Row: Int] = [:]
        var telling: Set<Row> = []
        for rows in found {
            for row in rows {
                if shared[row] == nil { order.append(row) }
                shared[row, default: 0] += 1
                if rows.count < rowsPerBand { telling.insert(row) }
            }
        }
        func weight(_ row: Row) -> Int { (shared[row] ?? 0) + (telling.contains(row) ? 1 : 0) }
        let chosen = order.filter { telling.contains($0) || (shared[$0] ?? 0) >= 3 }
        let ranked = chosen.enumerated().sorted { left, right in
            let (first, second) = (weight(left.element), weight(right.element))
            return first == second ? left.offset < right.offset : first > second
        }
        return ranked.prefix(maximumCompared).map(\.element)
    }
}
