/// Columns of text, each as wide as its widest cell, for people at a terminal.
struct TextTable {
    private var rows: [[String]]

    init(header: [String]) { rows = [header] }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The lines, the header first.
    ///
    /// The last column is not padded.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.count > column ? displayWidth($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - displayWidth(cell))
            }.joined(separator: "  ")
        }
    }
}

/// How many terminal cells a text takes: two for wide East Asian characters and emoji, none for combining ones.
///
/// Source: Unicode Standard Annex #11, in the coarse blocks that terminals agree on.
func displayWidth(_ text: String) -> Int {
    text.reduce(0) { sum, character in
        guard let scalar = character.unicodeScalars.first else { return sum }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return sum + 2
        default:
            return sum + (scalar.properties.generalCategory == .nonspacingMark ? 0 : 1)
        }
    }
}

/// The text cut to a number of terminal cells, with an ellipsis where something is missing.
func shortened(_ text: String, to width: Int) -> String {
    guard displayWidth(text) > width else { return text }
    var kept = ""
    var used = 0
    for character in text {
        let cells = displayWidth(String(character))
        guard used + cells < width else { break }
        kept.append(character)
        used += cells
    }
    return kept + "…"
}

extension StandardOutput {
    /// A table for people; the header is left out when there are no rows and nothing to say.
    mutating func table(header: [String], rows: [[String]]) throws {
        guard !rows.isEmpty else { return try line("Nothing found.") }
        var table = TextTable(header: header)
        for row in rows { table.add(row) }
        for text in table.lines { try line(text) }
    }
}
