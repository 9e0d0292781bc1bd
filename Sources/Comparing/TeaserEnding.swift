/// The ellipsis at which a teaser is cut, with the half word before it and the invitation after it.
enum TeaserEnding {
    /// Looked for in the last characters only: an ellipsis in the middle is the author's.
    private static let reach = 60

    static func removed(from text: String) -> String {
        let tail = text.suffix(reach)
        guard let cut = marks.compactMap({ tail.lastRange(of: $0)?.lowerBound }).min() else { return text }
        let kept = text[..<cut]
        guard let last = kept.last, !last.isWhitespace,
            case .letter(_, .word)? = last.unicodeScalars.first.map({ ScalarClass($0) })
        else { return String(kept) }
        guard let space = kept.lastIndex(where: \.isWhitespace) else { return String(kept) }
        return String(kept[..<space])
    }

    private static let marks = ["…", "...", "[+", "[…]", "[...]"]
}

extension Substring {
    fileprivate func lastRange(of mark: String) -> Range<Substring.Index>? {
        var found: Range<Substring.Index>?
        var rest = self[...]
        while let range = rest.firstRange(of: mark) {
            found = range
            rest = rest[range.upperBound...]
        }
        return found
    }
}
