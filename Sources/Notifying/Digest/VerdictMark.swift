package import NewsModel

extension VerdictMark {
    /// The line to fill in: `verdict: [ ] right [ ] wrong [ ] unsure (article 42)`.
    static func line(for article: ArticleID) -> String {
        let boxes = AnalystMark.allCases.map { "[ ] \($0.rawValue)" }.joined(separator: " ")
        return "verdict: \(boxes) (article \(article.rawValue))"
    }

    /// Reads the marks of an edited digest, in Markdown or HTML.
    ///
    /// A line without a mark is left out. Any letter in a box counts: people write `x`, `X` and `✓`. Only what begins a
    /// line is a mark, so that no headline can give one.
    package static func read(_ digest: String) -> ReadMarks {
        var result = ReadMarks()
        for (index, line) in digest.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd).enumerated() {
            let line = line.drop(while: \.isWhitespace)
            guard let start = beginnings.first(where: { line.hasPrefix($0) }) else { continue }
            let rest = line.dropFirst(start.count)
            guard rest.contains("["), let article = article(in: rest) else { continue }
            let marked = AnalystMark.allCases.filter { isTicked($0, in: rest) }
            switch marked.count {
            case 0: continue
            case 1: result.marks.append(VerdictMark(article: article, mark: marked[0]))
            default: result.ambiguousLines.append(index + 1)
            }
        }
        return result
    }

    /// Editors of other systems end lines with a carriage return and a newline, which are one character here.
    private static func isLineEnd(_ character: Character) -> Bool {
        character == "\n" || character == "\r\n" || character == "\r"
    }

    /// In Markdown and in HTML.
    private static let beginnings = ["verdict:", "<p class=\"mark\">verdict:"]

    private static func article(in line: Substring) -> ArticleID? {
        guard let start = line.firstRange(of: "(article ") else { return nil }
        let digits = line[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return Int64(digits).map(ArticleID.init)
    }

    /// Whether the box before the word holds anything but white space.
    private static func isTicked(_ mark: AnalystMark, in line: Substring) -> Bool {
        guard let word = line.firstRange(of: "] \(mark.rawValue)"),
            let open = line[..<word.lowerBound].lastIndex(of: "[")
        else { return false }
        return line[line.index(after: open)..<word.lowerBound].contains { !$0.isWhitespace }
    }
}

/// What ``VerdictMark/read(_:)`` found.
package struct ReadMarks: Hashable, Sendable {
    package var marks: [VerdictMark] = []
    /// Lines, from 1, with more than one box ticked.
    package var ambiguousLines: [Int] = []
}
