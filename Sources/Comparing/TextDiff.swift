package import NewsModel

/// The difference of two texts as people read it: word by word, in Chinese, Japanese, Korean and Thai by character.
package enum TextDiff {
    /// What was removed and what was added.
    ///
    /// The text of the `same` and `added` segments, joined, is `new`. A difference in white space alone is none. Work is
    /// bounded: two texts that have little in common come out coarse, not late.
    package static func words(from old: String, to new: String) -> [DiffSegment] {
        let (oldPieces, newPieces) = (TextPieces(old), TextPieces(new))
        var numbers = PieceNumbers()
        let difference = SequenceDiff(
            from: numbers.of(oldPieces), to: numbers.of(newPieces), alphabet: numbers.alphabet)
        var runs = DiffRuns(difference)
        runs.merge(oldLength: oldPieces.length, newLength: newPieces.length)

        var segments: [DiffSegment] = []
        func append(_ kind: DiffSegment.Kind, _ text: String) {
            if text.isEmpty { return }
            if let last = segments.indices.last, segments[last].kind == kind {
                segments[last].text += text
            } else {
                segments.append(DiffSegment(kind, text))
            }
        }
        append(.same, newPieces.leadingSpace)
        for run in runs.runs {
            if run.isSame {
                append(.same, newPieces.text(run.new))
            } else {
                append(.removed, oldPieces.text(run.old))
                append(.added, newPieces.text(run.new))
            }
        }
        return segments
    }

    /// Long `same` runs cut to about `context` characters next to each change, with an ellipsis for the rest.
    ///
    /// The cut falls between words where there is a space near; unspaced scripts are cut at the character.
    package static func shortened(_ segments: [DiffSegment], context: Int) -> [DiffSegment] {
        let context = max(0, context)
        return segments.enumerated().map { index, segment in
            guard segment.kind == .same else { return segment }
            let head = index == 0 ? 0 : context
            let tail = index == segments.count - 1 ? 0 : context
            guard segment.text.count > head + tail + 1 else { return segment }
            return DiffSegment(.same, beginning(of: segment.text, head) + "…" + end(of: segment.text, tail))
        }
    }

    /// No word that is worth keeping whole is longer.
    private static let longestWord = 24

    private static func beginning(of text: String, _ length: Int) -> Substring {
        let cut = text.prefix(length)
        guard cut.endIndex < text.endIndex, !text[cut.endIndex].isWhitespace,
            let space = cut.suffix(longestWord).lastIndex(where: \.isWhitespace)
        else { return cut }
        return cut[...space]
    }

    private static func end(of text: String, _ length: Int) -> Substring {
        let cut = text.suffix(length)
        guard cut.startIndex > text.startIndex, !text[text.index(before: cut.startIndex)].isWhitespace,
            let space = cut.prefix(longestWord).firstIndex(where: \.isWhitespace)
        else { return cut }
        return cut[space...]
    }
}

/// Numbers pieces by what they say, equal pieces alike.
private struct PieceNumbers {
    private var numbers: [UInt64: Int32] = [:]
    var alphabet: Int { numbers.count }

    mutating func of(_ pieces: TextPieces) -> [Int32] {
        pieces.hashes.map { hash in
            if let known = numbers[hash] { return known }
            let next = Int32(truncatingIfNeeded: numbers.count)
            numbers[hash] = next
            return next
        }
    }
}
