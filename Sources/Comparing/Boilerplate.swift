/// What outlets put around a text they took over: datelines and credits before it, rights and invitations after it.
enum Boilerplate {
    /// The tokens of a text without its boilerplate.
    static func removed(from tokens: [Token]) -> [Token] {
        let undated = tokens[datelineEnd(of: tokens)...]
        let kept = withoutNotices(undated)
        // A text of nothing but boilerplate stays what it is.
        return kept.isEmpty ? tokens : kept
    }

    /// In words; a dateline with agency and reporter is shorter.
    private static let longestDateline = 14

    /// How many tokens at the beginning belong to short clauses that end with a dash, a bracket, a bar or a sign.
    private static func datelineEnd(of tokens: [Token]) -> Int {
        var end = 0
        var index = 0
        var weight = 0
        while index < tokens.count, weight <= longestDateline * Token.wordWeight {
            if index > 0, tokens[index].after != .none {
                guard tokens[index].after == .mark else { break }
                end = index
            }
            weight += tokens[index].weight
            index += 1
        }
        return end * 3 > tokens.count ? 0 : end
    }

    /// Without the notices: a clause is cut where a notice stands in it, and dropped when it begins with one.
    private static func withoutNotices(_ tokens: ArraySlice<Token>) -> [Token] {
        var kept: [Token] = []
        kept.reserveCapacity(tokens.count)
        var start = tokens.startIndex
        while start < tokens.endIndex {
            var end = start
            var notice: Int?
            repeat {
                if notice == nil, Phrases.notices.matches(tokens, at: end) != nil { notice = end }
                end += 1
            } while end < tokens.endIndex && tokens[end].after == .none
            if let notice, end - notice <= longestNotice {
                if notice - start > 4 { kept += tokens[start..<notice] }
            } else {
                kept += tokens[start..<end]
            }
            start = end
        }
        return kept
    }

    /// In tokens; what is longer is text in which the words merely occur.
    private static let longestNotice = 60
}
