/// The ellipsis at which a teaser is cut, with the half word before it and the invitation after it.
enum TeaserEnding {
    /// In characters: looked for at the end only, an ellipsis in the middle is the author's.
    private static let reach = 60

    /// Where the ending begins; the end of the text when it has none.
    static func start(in text: UnsafeBufferPointer<UInt8>) -> Int {
        guard let cut = firstMark(in: text) else { return text.count }
        // The half word before the mark goes with it, if there is one and a word before it.
        var end = cut
        var before = cut
        var last: ScalarClass?
        while end > 0 {
            let scalar = ScalarClass(UTF8Text.scalar(in: text, before: &end))
            if scalar != .ignored {
                last = scalar
                break
            }
        }
        guard case .letter(_, .word)? = last else { return cut }
        while before > 0 {
            let scalar = UTF8Text.scalar(in: text, before: &before)
            if scalar.properties.isWhitespace { return before }
        }
        return cut
    }

    /// Where the earliest of the marks stands, of each mark its last occurrence.
    private static func firstMark(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        var tail = text.count
        var characters = 0
        while tail > 0, characters < reach {
            tail -= 1
            if text[tail] & 0xC0 != 0x80 { characters += 1 }
        }
        return marks.compactMap { last($0, in: text, from: tail) }.min()
    }

    private static func last(_ mark: StaticString, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var found: Int?
        var index = start
        while index + mark.utf8CodeUnitCount <= text.count {
            if UTF8Text.stands(mark, in: text, at: index) {
                found = index
                index += mark.utf8CodeUnitCount
            } else {
                index += 1
            }
        }
        return found
    }

    private static let marks: [StaticString] = ["…", "...", "[+", "[…]", "[...]"]
}
