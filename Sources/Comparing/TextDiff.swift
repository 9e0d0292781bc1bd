package import NewsModel

/// The difference of two texts as people read it: word by word, in Chinese, Japanese, Korean and Thai by character.
package enum TextDiff {
    /// The text of `same` and `added` segments, joined, is `new`; a difference in white space alone is none.
    package static func words(from old: String, to new: String) -> [DiffSegment] {
        let (oldPieces, newPieces) = (TextPieces(old), TextPieces(new))
        var interned: [Substring: Int32] = [:]
        func number(_ piece: Substring) -> Int32 {
            if let known = interned[piece] { return known }
            let next = Int32(interned.count)
            interned[piece] = next
            return next
        }
        let oldNumbers = oldPieces.cores.map(number)
        let newNumbers = newPieces.cores.map(number)
        let difference = MyersDiff(from: oldNumbers, to: newNumbers, budget: 4_000_000)

        var segments: [DiffSegment] = []
        var removed = ""
        var added = ""
        func append(_ kind: DiffSegment.Kind, _ text: some StringProtocol) {
            if text.isEmpty { return }
            if let last = segments.last, last.kind == kind {
                segments[segments.count - 1].text += text
            } else {
                segments.append(DiffSegment(kind, String(text)))
            }
        }
        func flush() {
            append(.removed, removed)
            append(.added, added)
            (removed, added) = ("", "")
        }
        append(.same, newPieces.leadingSpace)
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < oldPieces.wholes.count || newIndex < newPieces.wholes.count {
            if oldIndex < oldPieces.wholes.count, !difference.oldKept[oldIndex] {
                removed += oldPieces.wholes[oldIndex]
                oldIndex += 1
            } else if newIndex < newPieces.wholes.count, !difference.newKept[newIndex] {
                added += newPieces.wholes[newIndex]
                newIndex += 1
            } else {
                flush()
                append(.same, newPieces.wholes[newIndex])
                oldIndex += 1
                newIndex += 1
            }
        }
        flush()
        return segments
    }

    /// Long `same` runs cut to `context` characters at each side, with an ellipsis.
    package static func shortened(_ segments: [DiffSegment], context: Int) -> [DiffSegment] {
        segments.enumerated().map { index, segment in
            let isFirst = index == 0
            let isLast = index == segments.count - 1
            guard segment.kind == .same, context >= 0 else { return segment }
            let room = (isFirst ? 0 : context) + (isLast ? 0 : context)
            guard segment.text.count > room + 1 else { return segment }
            let head = isFirst ? "" : String(segment.text.prefix(context))
            let tail = isLast ? "" : String(segment.text.suffix(context))
            return DiffSegment(.same, head + "…" + tail)
        }
    }
}
