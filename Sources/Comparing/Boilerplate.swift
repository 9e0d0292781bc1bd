/// What outlets put around a text they took over: datelines and credits before it, rights and invitations after it.
enum Boilerplate {
    /// The tokens of a text without its boilerplate.
    static func removed(from tokens: [Token]) -> [Token] {
        let undated = tokens[datelineEnd(of: tokens)...]
        let kept = withoutNotices(undated)
        // A text of nothing but boilerplate stays what it is.
        return kept.isEmpty ? tokens : kept
    }

    /// In words: of a dateline with agency and reporter, and of each of its clauses.
    private static let longestDateline = 14
    private static let longestDatelineClause = 6

    /// How many tokens at the beginning belong to short clauses that end with a dash, a bracket, a bar or a sign.
    ///
    /// What follows has no say in it, so that a teaser and its article lose the same words.
    private static func datelineEnd(of tokens: [Token]) -> Int {
        var end = 0
        var (weight, clauseWeight) = (0, 0)
        for index in tokens.indices {
            if index > 0, tokens[index].after != .none {
                guard tokens[index].after == .mark else { break }
                end = index
                clauseWeight = 0
            }
            weight += tokens[index].weight
            clauseWeight += tokens[index].weight
            if clauseWeight > longestDatelineClause * Token.wordWeight || weight > longestDateline * Token.wordWeight {
                break
            }
        }
        return end
    }

    /// Without the notices: a clause is cut where a notice stands in it, and dropped when it begins with one.
    private static func withoutNotices(_ tokens: ArraySlice<Token>) -> [Token] {
        var kept: [Token] = []
        kept.reserveCapacity(tokens.count)
        var start = tokens.startIndex
        var hasLead = false
        while start < tokens.endIndex {
            var end = start
            var notice: Int?
            repeat {
                if notice == nil, Phrases.notices.matches(tokens, at: end) != nil { notice = end }
                end += 1
            } while end < tokens.endIndex && tokens[end].after == .none
            // The lead is never a notice, though it may speak of one: "according to reporting by".
            if let notice, end - notice <= (hasLead ? longestNotice : shortestLead) {
                if notice - start > 4 { kept += tokens[start..<notice] }
            } else {
                kept += tokens[start..<end]
                hasLead = hasLead || tokens[start..<end].words > shortestLead
            }
            start = end
        }
        return kept
    }

    /// In words.
    private static let shortestLead = 8

    /// In tokens; what is longer is text in which the words merely occur.
    private static let longestNotice = 60
}
