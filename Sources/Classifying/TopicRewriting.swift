extension Topic {
    /// The file's text with this topic's weights, baseline and thresholds in place of its own.
    ///
    /// Everything else stays byte for byte, comments included.
    package func rewritingWeights(in text: String) -> String {
        guard let parts = FittedLines(text) else { return text }
        return parts.text(with: fittedLines)
    }

    /// The file's text without weights, which may name features that are no more.
    package static func removingWeights(from text: String) -> String {
        FittedLines(text)?.text(with: []) ?? text
    }

    private var fittedLines: [String] {
        ["", FittedLines.comment, "  baseline: \(model.baseline)", "  weights:"]
            + zip(features, model.weights).filter { $0.0.fixedWeight == nil }.map { "    \($0.key): \($1)" }
            + ["  thresholds:", "    on_topic: \(model.onTopic)", "    related: \(model.related)"]
    }
}

/// The lines of a topic file, those that 'topic fit' writes taken out.
private struct FittedLines {
    static let comment = "  # Written by 'newswatch topic fit'; a weight adds to the log odds of being on topic."
    private static let keys = ["weights:", "baseline:", "thresholds:"]

    private let before: [String]
    private let after: [String]

    /// `nil` when the file has no `relevance` at its left edge.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let head = lines.firstIndex(where: { $0.hasPrefix("relevance:") }) else { return nil }
        let body = lines[(head + 1)...]
        var end = body.firstIndex { line in line.first.map { !" #".contains($0) } ?? false } ?? lines.endIndex
        while end > head + 1, lines[end - 1].allSatisfy(\.isWhitespace) || lines[end - 1].hasPrefix("#") { end -= 1 }

        var kept: [String] = []
        var isFitted = false
        for line in lines[(head + 1)..<end] {
            let depth = line.prefix { $0 == " " }.count
            if depth <= 2, depth < line.count {
                isFitted = line == Self.comment || Self.keys.contains { line.dropFirst(depth).hasPrefix($0) }
            }
            if !isFitted { kept.append(line) }
        }
        while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
        before = lines[...head] + kept
        after = Array(lines[end...])
    }

    func text(with fitted: [String]) -> String { (before + fitted + after).joined(separator: "\n") }
}
