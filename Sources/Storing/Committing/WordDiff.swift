import Comparing
import NewsModel

/// The word diff of two versions as changes carry it.
enum WordDiff {
    private static let context = 60
    /// Characters; a change travels in a webhook's body.
    private static let maximumLength = 6000

    static func short(from old: ArticleText, to new: ArticleText) -> [DiffSegment] {
        let segments = TextDiff.shortened(TextDiff.words(from: joined(old), to: joined(new)), context: context)
        var length = 0
        return Array(
            segments.prefix { segment in
                length += segment.text.count
                return length <= maximumLength
            }
        )
    }

    static func folded(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func joined(_ text: ArticleText) -> String {
        [text.title, text.summary, text.body].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
