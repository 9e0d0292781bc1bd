import NewsModel

/// The segments of a word diff, made fit for showing.
enum DiffText {
    /// A segment's clean text, and whether a space belongs before it.
    struct Piece: Hashable, Sendable {
        var kind: DiffSegment.Kind
        var text: String
        var needsSpace: Bool
    }

    /// The pieces of a diff until `limit` characters are shown, the last one cut.
    ///
    /// Segments hold their own spaces, since not every script puts them between words; a space at a segment's end moves
    /// out of it, so that no mark for removed or added words encloses bare space.
    static func pieces(_ diff: [DiffSegment], limit: Int) -> [Piece] {
        var pieces: [Piece] = []
        var room = limit
        var owesSpace = false
        for segment in diff where room > 0 {
            let text = Excerpt.of(PlainText.line(segment.text), limit: room)
            guard !text.isEmpty else {
                owesSpace = owesSpace || !segment.text.isEmpty
                continue
            }
            room -= text.utf16.count
            let needsSpace = owesSpace || segment.text.first?.isWhitespace ?? false
            pieces.append(Piece(kind: segment.kind, text: text, needsSpace: needsSpace && !pieces.isEmpty))
            owesSpace = segment.text.last?.isWhitespace ?? false
        }
        return pieces
    }

    /// The pieces as HTML's `del` and `ins`, which Markdown carries too.
    static func marked(_ diff: [DiffSegment], limit: Int, escaping: (String) -> String) -> String {
        pieces(diff, limit: limit).map { piece in
            let text = escaping(piece.text)
            let space = piece.needsSpace ? " " : ""
            return switch piece.kind {
            case .same: space + text
            case .removed: "\(space)<del>\(text)</del>"
            case .added: "\(space)<ins>\(text)</ins>"
            }
        }.joined()
    }
}
