extension Topic {
    /// The file's text with this topic's weights, baseline and thresholds in place of its own.
    ///
    /// Everything else stays byte for byte, comments included.
    package func rewritingWeights(in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let head = lines.firstIndex(where: { $0.hasPrefix("relevance:") }) else { return text }
        var end =
            lines[(head + 1)...].firstIndex { line in line.first.map { !" #".contains($0) } ?? false } ?? lines.endIndex
        while end > head + 1, lines[end - 1].allSatisfy(\.isWhitespace) || lines[end - 1].hasPrefix("#") { end -= 1 }

        var kept: [String] = []
        var isFitted = false
        for line in lines[(head + 1)..<end] {
            let depth = line.prefix { $0 == " " }.count
            if depth <= 2, let first = line.dropFirst(depth).first {
                isFitted = ["weights:", "baseline:", "thresholds:"].contains { line.dropFirst(depth).hasPrefix($0) }
                if first == "#" && line == Self.fittedComment { isFitted = true }
            }
            if !isFitted { kept.append(line) }
        }
        while kept.last?.allSatisfy(\.isWhitespace) == true { kept.removeLast() }
        lines.replaceSubrange((head + 1)..<end, with: kept + [""] + fittedLines)
        return lines.joined(separator: "\n")
    }

    private static let fittedComment =
        "  # Written by 'newswatch topic fit'; a weight adds to the log odds of being on topic."

    private var fittedLines: [String] {
        [Self.fittedComment, "  baseline: \(model.baseline)", "  weights:"]
            + zip(features, model.weights).map { "    \($0.key): \($1)" }
            + ["  thresholds:", "    on_topic: \(model.onTopic)", "    related: \(model.related)"]
    }
}
