package import NewsModel

/// Decides whether two articles tell one text.
package enum CopyJudgement {
    /// Whether one is a copy of the other: syndicated, cut short, re-headlined or updated.
    ///
    /// - Parameter publishedApart: Nil when a date is not known.
    package static func isCopy(_ a: ArticleText, _ b: ArticleText, publishedApart: Duration?) -> Bool {
        let (first, second) = (ComparableText(a), ComparableText(b))
        if titlesDifferByNumber(first.title, second.title) { return false }
        let isNear = publishedApart.map { $0.magnitude <= .seconds(3 * 86_400) } ?? true
        let sameTitle = TitleKey.of(first.title).map { $0 == TitleKey.of(second.title) } ?? false
        let overlap = Overlap(first.text, second.text)
        if sameTitle, isNear {
            // A title this long is not used twice in a few days, unless whole texts of its own stand under it.
            if min(first.text.words, second.text.words) < 60, TitleKey.core(first.title).words >= 6 { return true }
            if overlap.containment >= 0.15 { return true }
        }
        guard overlap.shared >= 5 else { return false }
        return overlap.containment >= 0.5
    }

    private static func titlesDifferByNumber(_ a: [Token], _ b: [Token]) -> Bool {
        let (left, right) = (TitleKey.core(a), TitleKey.core(b))
        let (leftNumbers, rightNumbers) = (left.filter { $0.kind == .number }, right.filter { $0.kind == .number })
        guard leftNumbers != rightNumbers, !leftNumbers.isEmpty, !rightNumbers.isEmpty else { return false }
        return left.filter { $0.kind != .number } == right.filter { $0.kind != .number }
    }
}

/// How much of the shorter text stands in the longer one.
struct Overlap {
    /// Shingles in common.
    let shared: Int
    /// 0...1, of the shorter text.
    let containment: Double

    init(_ a: [Token], _ b: [Token]) {
        let (left, right) = (Set(ComparableText.shingles(of: a)), Set(ComparableText.shingles(of: b)))
        let smaller = min(left.count, right.count)
        shared = left.count <= right.count ? left.count { right.contains($0) } : right.count { left.contains($0) }
        containment = smaller == 0 ? 0 : Double(shared) / Double(smaller)
    }
}

extension Duration {
    fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
