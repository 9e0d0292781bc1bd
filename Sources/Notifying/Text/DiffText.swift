import NewsModel

/// Joins the segments of a word diff for showing.
enum DiffText {
    /// A segment's clean text, and whether a space belongs before it.
    struct Piece: Hashable, Sendable {
        var kind: DiffSegment.Kind
        var text: String
        var needsSpace: Bool
    }

    /// The pieces of a diff until `limit` characters are shown, the last one cut.
    static func pieces(_ diff: [DiffSegment], limit: Int) -> [Piece] {
        var pieces: [Piece] = []
        var room = limit
        var endsOpen = false
        var last: Character?
        for segment in diff where room > 0 {
            let text = PlainText.line(segment.text)
            guard let first = text.first else {
                endsOpen = endsOpen || !segment.text.isEmpty
                continue
            }
            let shown = Excerpt.of(text, limit: room)
            room -= shown.utf16.count
            let startsOpen = segment.text.first?.isWhitespace ?? false
            let needsSpace = last.map { startsOpen || endsOpen || belongApart($0, first) } ?? false
            pieces.append(Piece(kind: segment.kind, text: shown, needsSpace: needsSpace))
            endsOpen = segment.text.last?.isWhitespace ?? false
            last = text.last
        }
        return pieces
    }

    /// Whether words that meet here are of scripts that put spaces between words.
    private static func belongApart(_ left: Character, _ right: Character) -> Bool {
        if closing.contains(right) || opening.contains(left) { return false }
        return !isUnspaced(left) && !isUnspaced(right)
    }

    private static let closing: Set<Character> = [".", ",", ";", ":", "!", "?", ")", "]", "}", "”", "’", "»", "%", "'"]
    private static let opening: Set<Character> = ["(", "[", "{", "“", "‘", "«", "$", "€", "£"]

    /// Chinese, Japanese and South-East Asian scripts, and their punctuation.
    private static func isUnspaced(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return switch scalar {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3000...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
