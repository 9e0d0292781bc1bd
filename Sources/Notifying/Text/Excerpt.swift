/// Escapes a text for its destination and cuts it to the destination's limit, in one walk.
///
/// Cutting before escaping would overrun the limit, cutting after it would split an escape; here a character goes in
/// whole with its escape or not at all, and a character is what readers call one (a cluster of scalars). Escapes look at
/// each scalar of it, since a quotation mark with an accent on it is another character to readers, but not to a parser.
enum Excerpt {
    /// How a destination counts.
    enum Measure: Sendable {
        /// Unicode code points.
        case scalars
        /// What JavaScript, Java and most chat services call characters.
        case utf16
        case bytes

        func count(_ text: String) -> Int {
            switch self {
            case .scalars: text.unicodeScalars.count
            case .utf16: text.utf16.count
            case .bytes: text.utf8.count
            }
        }
    }

    /// What stands where a text was cut.
    static let ellipsis = "…"

    /// The text, at most `limit` long by `measure`, with an ellipsis where it was cut.
    static func of(_ text: String, limit: Int, by measure: Measure = .utf16) -> String {
        // Most texts are short enough, and counting is quicker than walking.
        if limit == .max || measure.count(text) <= limit { return text }
        return of(text, limit: limit, by: measure) { _ in nil }
    }

    /// The escaped text, at most `limit` long by `measure`, with an ellipsis where it was cut.
    ///
    /// A cut falls between words when a space is near. A limit that does not even hold the ellipsis gives "".
    ///
    /// - Parameter escape: What stands for a scalar; `nil` leaves it as it is.
    static func of(
        _ text: String,
        limit: Int,
        by measure: Measure = .utf16,
        escaping escape: (Unicode.Scalar) -> String?
    ) -> String {
        let room = limit - measure.count(ellipsis)
        var result = ""
        var used = 0
        /// The longest beginning that leaves room for the ellipsis, and its last space.
        var cut = result.endIndex
        var space: String.Index?
        for character in text {
            let piece = escaped(character, escape)
            used += measure.count(piece)
            if used > limit {
                guard room >= 0 else { return "" }
                let end = space.map { result.distance(from: $0, to: cut) <= longestWord ? $0 : cut } ?? cut
                return result[..<end] + ellipsis
            }
            if character == " ", used <= room { space = result.endIndex }
            result += piece
            if used <= room { cut = result.endIndex }
        }
        return result
    }

    private static func escaped(_ character: Character, _ escape: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in character.unicodeScalars {
            if let escape = escape(scalar) { result += escape } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// A word longer than this is cut rather than dropped.
    private static let longestWord = 24
}
