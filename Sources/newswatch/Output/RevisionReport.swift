import Comparing
import Foundation
import JSONText
import NewsModel

/// The word diff between two revisions of an article, field by field.
struct RevisionReport {
    private let from: Revision
    private let to: Revision
    private let fields: [(name: String, segments: [DiffSegment])]

    init(from: Revision, to: Revision) {
        self.from = from
        self.to = to
        let pairs = [
            ("title", from.text.title, to.text.title), ("summary", from.text.summary, to.text.summary),
            ("body", from.text.body, to.text.body),
        ]
        fields = pairs.filter { $0.1 != $0.2 }.map { (name: $0.0, segments: TextDiff.words(from: $0.1, to: $0.2)) }
    }

    func write(to writer: inout JSONWriter) {
        writer.member("from", from.number)
        writer.member("to", to.number)
        writer.member("seen", timestamp(to.seen))
        writer.member("kinds", RevisionComparison.kinds(from: from.text, to: to.text).map(\.rawValue))
        writer.member(
            "fields",
            array: { writer in
                for field in fields {
                    writer.object { writer in
                        writer.member("field", field.name)
                        writer.member(
                            "diff",
                            array: { writer in
                                for segment in field.segments {
                                    writer.object { writer in
                                        writer.member("kind", segment.kind.rawValue)
                                        writer.member("text", segment.text)
                                    }
                                }
                            })
                    }
                }
            })
    }

    func text(coloured: Bool) -> String {
        var text =
            "revision \(from.number) of \(Listing.minute(from.seen)) -> \(to.number) of \(Listing.minute(to.seen))\n"
        for field in fields {
            text += "\n\(field.name)\n"
            text += field.segments.map { Self.marked($0, coloured: coloured) }.joined() + "\n"
        }
        return fields.isEmpty ? text + "\nNo words differ.\n" : text
    }

    private static func marked(_ segment: DiffSegment, coloured: Bool) -> String {
        let words = segment.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { StandardOutput.harmless(String($0)) }.joined(separator: "\n")
        switch segment.kind {
        case .same: return words
        case .removed: return coloured ? "\u{1B}[31m[-\(words)-]\u{1B}[0m" : "[-\(words)-]"
        case .added: return coloured ? "\u{1B}[32m{+\(words)+}\u{1B}[0m" : "{+\(words)+}"
        }
    }
}
