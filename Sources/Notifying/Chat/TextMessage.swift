import NewsModel

/// An alert as plain text, for receivers that print what they get.
enum TextMessage {
    /// At most this many bytes of UTF-8.
    static let limit = 4000

    static func body(_ alert: Alert) -> String {
        var lines = ["\(alert.kicker): \(Excerpt.of(alert.title, limit: 500))", alert.source]
        lines += Self.facts(alert)
        if let link = alert.link { lines.append(link.text) }
        return Excerpt.of(lines.filter { !$0.isEmpty }.joined(separator: "\n"), limit: limit, by: .bytes) + "\n"
    }

    /// Summary, reasons, tags, outlets and changes, one line each.
    static func facts(_ alert: Alert) -> [String] {
        var lines: [String] = []
        if !alert.summary.isEmpty { lines.append(Excerpt.of(alert.summary, limit: 500)) }
        if !alert.diff.isEmpty { lines.append("Changed: \(changes(alert.diff))") }
        if !alert.why.isEmpty { lines.append("Why: \(alert.why.joined(separator: "; "))") }
        if !alert.tags.isEmpty { lines.append("Tags: \(alert.tagList)") }
        if !alert.alsoReportedBy.isEmpty { lines.append("Also reported by: \(alert.outletList)") }
        return lines
    }

    /// `same [-removed-] {+added+}`, as wdiff writes it.
    private static func changes(_ pieces: [DiffText.Piece]) -> String {
        pieces.map { piece in
            let space = piece.needsSpace ? " " : ""
            return switch piece.kind {
            case .same: space + piece.text
            case .removed: "\(space)[-\(piece.text)-]"
            case .added: "\(space){+\(piece.text)+}"
            }
        }.joined()
    }
}

extension Alert {
    /// The tags, those that are new to the story marked.
    var tagList: String {
        let listed = tags.prefix(12).map { newTags.contains($0) && newTags.count < tags.count ? "\($0) (new)" : $0 }
        return Excerpt.of(listed.joined(separator: ", "), limit: 400)
    }

    /// The other outlets: the first few by name, the rest counted.
    var outletList: String {
        let named = alsoReportedBy.prefix(6).map { Excerpt.of($0, limit: 60) }.joined(separator: ", ")
        let rest = alsoReportedBy.count - 6
        return rest > 0 ? "\(named) and \(rest) more" : named
    }
}
