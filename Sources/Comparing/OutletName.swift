/// The name that aggregators and sites put behind a headline: "Talks begin in the capital - The Herald".
enum OutletName {
    /// The title without the name, when what stands behind a separator may be one and enough is left before it.
    static func removed(from title: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        for separator in separators {
            guard let place = last(separator, in: title) else { continue }
            let behind = UnsafeBufferPointer(rebasing: title[(place + separator.utf8CodeUnitCount)...])
            let name = Tokenizer.tokens(ofComposed: behind, limit: longestName)
            guard name.words <= 4, !name.contains(where: { $0.kind == .number }) else { return title }
            let headline = UnsafeBufferPointer(rebasing: title[..<place])
            return Tokenizer.tokens(ofComposed: headline, limit: longestName).words >= 5 ? headline : title
        }
        return title
    }

    private static let separators: [StaticString] = [" | ", "｜", " - ", " – ", " — ", "_"]

    /// In tokens; more of them are no name, and enough of a headline.
    private static let longestName = 30

    private static func last(_ separator: StaticString, in title: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = title.count - separator.utf8CodeUnitCount
        while index >= 0 {
            if UTF8Text.stands(separator, in: title, at: index) { return index }
            index -= 1
        }
        return nil
    }
}
