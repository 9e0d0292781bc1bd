/// The known word that a person most likely meant, or `nil` when none is near.
///
/// Nearness is the optimal string alignment distance (insert, delete, replace, swap of neighbours), at most a third of
/// the word's length and never more than three.
package func nearestWord(to word: String, among known: [String]) -> String? {
    let limit = min(3, max(1, word.count / 3))
    let ranked = known.map { (word: $0, distance: alignmentDistance(word.lowercased(), $0.lowercased())) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
    return best.word
}

private func alignmentDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            let cost = left[i] == right[j] ? 0 : 1
            var best = min(last[j + 1] + 1, row[j] + 1, last[j] + cost)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                best = min(best, beforeLast[j - 1] + 1)
            }
            row.append(best)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
