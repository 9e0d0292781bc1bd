/// Which of the articles that share a band are worth a comparison.
///
/// A look-up reads at most `rowsPerBand` rows of each band, the newest first, and compares at most `maximumCompared` articles,
/// so that its cost does not grow with the store.
package enum CandidateChoice {
    package static let rowsPerBand = 32
    package static let maximumCompared = 12

    private struct Candidate {
        let article: Int64
        /// In the order in which they were found.
        let place: Int
        /// How many bands it shares.
        var shared = 0
        /// Whether one of them is a band that few articles share.
        var isTelling = false

        var weight: Int { shared + (isTelling ? 1 : 0) }
    }

    /// The candidates to compare, the likeliest first.
    ///
    /// A band that fills its rows is one that many articles share, such as the words that an outlet puts under everything.
    /// It says little: who is found by such bands alone must share three of them.
    ///
    /// - Parameter found: For each band of the article the others that share it, the newest first, at most `rowsPerBand`.
    package static func best(_ found: [[Int64]]) -> [Int64] {
        var candidates: [Candidate] = []
        var places: [Int64: Int] = [:]
        for articles in found {
            for article in articles {
                let place = places[article] ?? candidates.count
                if place == candidates.count {
                    places[article] = place
                    candidates.append(Candidate(article: article, place: place))
                }
                candidates[place].shared += 1
                if articles.count < rowsPerBand { candidates[place].isTelling = true }
            }
        }
        let chosen = candidates.filter { $0.isTelling || $0.shared >= 3 }
        let ranked = chosen.sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
        return ranked.prefix(maximumCompared).map { $0.article }
    }
}
