/// HTML without what has no bearing on its text: attributes, comments, scripts and styles.
///
/// libxml2 compares each attribute of a tag with all before it, so that one tag of a few megabytes would keep it busy for
/// many minutes. What is written here holds no tag with an attribute, whatever the HTML holds, and the rest is read the
/// sooner for it. Tags, comments and scripts end where libxml2 would end them, faulty ones too.
struct BareHTML {
    /// What libxml2 takes of a name; the rest counts as an attribute.
    private static let nameLimit = 100

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private(set) var utf8: [UInt8] = []

    init(_ html: UnsafeBufferPointer<UInt8>) {
        bytes = html
        utf8.reserveCapacity(html.count + 16)
        while let bracket = bytes.firstPosition(of: UInt8(ascii: "<"), from: index) {
            copy(to: bracket)
            markup()
        }
        copy(to: bytes.count)
        // libxml2 takes a text of less than nine bytes that begins with `<!` for a cut document type.
        while utf8.count < min(html.count, 9), utf8.starts(with: "<!".utf8) { utf8.append(0x20) }
    }

    private mutating func copy(to end: Int) {
        utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<end]))
        index = end
    }

    private mutating func markup() {
        switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
        case let next where next.isASCIILetter: startTag()
        case UInt8(ascii: "/"): endTag()
        case UInt8(ascii: "!") where bytes.holds("<!--", at: index): comment()
        case UInt8(ascii: "?"): instruction()
        default: copy(to: index + 1)
        }
    }

    // MARK: Tags

    private mutating func startTag() {
        let name = nameRange(from: index + 1)
        copy(to: name.upperBound)
        passAttributes()
        guard index < bytes.count else { return }
        let isEmpty = bytes[index] == UInt8(ascii: "/")
        copy(to: index + (isEmpty ? 2 : 1))
        if !isEmpty, bytes.spell("script", name) || bytes.spell("style", name) { passScript(name) }
    }

    /// Goes to the `>` or `/>` that ends the tag.
    private mutating func passAttributes() {
        skipSpaces()
        while index < bytes.count, !isAtTagEnd {
            if bytes[index].startsHTMLName {
                index = nameRange(from: index).upperBound
                skipSpaces()
                if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
                    index += 1
                    skipSpaces()
                    passValue()
                }
            } else {
                while index < bytes.count, !bytes[index].isHTMLSpace, !isAtTagEnd { index += 1 }
            }
            skipSpaces()
        }
    }

    private var isAtTagEnd: Bool {
        bytes[index] == UInt8(ascii: ">")
            || (bytes[index] == UInt8(ascii: "/") && index + 1 < bytes.count
                && bytes[index + 1] == UInt8(ascii: ">"))
    }

    private mutating func passValue() {
        guard index < bytes.count else { return }
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            index = bytes.firstPosition(of: quote, from: index + 1).map { $0 + 1 } ?? bytes.count
        } else {
            while index < bytes.count, !bytes[index].isHTMLSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
        }
    }

    private mutating func endTag() {
        guard index + 2 < bytes.count, bytes[index + 2].startsHTMLName else { return copy(to: index + 2) }
        copy(to: nameRange(from: index + 2).upperBound)
        utf8.append(UInt8(ascii: ">"))
        passBracket()
    }

    // MARK: What is no text

    /// Goes to the end tag of a script or a style.
    private mutating func passScript(_ name: Range<Int>) {
        while let bracket = bytes.firstPosition(of: UInt8(ascii: "<"), from: index) {
            index = bracket
            if bytes.holds("</", at: index), nameRange(from: index + 2).count == name.count,
                bytes.areSame(name, inAnyCase: index + 2)
            {
                return
            }
            index += 1
        }
        index = bytes.count
    }

    /// An empty one takes its place, for what stands before and after it may be a tag once it stands together.
    private mutating func comment() {
        utf8.append(contentsOf: "<!---->".utf8)
        index += 4
        while let dashes = bytes.firstPosition(of: "--", from: index) {
            for end: StaticString in ["-->", "--!>"] where bytes.holds(end, at: dashes) {
                index = dashes + end.utf8CodeUnitCount
                return
            }
            index = dashes + 1
        }
        index = bytes.count
    }

    private mutating func instruction() {
        guard index + 2 < bytes.count, bytes[index + 2].isASCIILetter, index < lastBracket else {
            return copy(to: index + 2)
        }
        utf8.append(contentsOf: "<?x>".utf8)
        passBracket()
    }

    private mutating func passBracket() {
        index = bytes.firstPosition(of: UInt8(ascii: ">"), from: index).map { $0 + 1 } ?? bytes.count
    }

    /// Where a `>` stands last, so that a search for what is not there is made once.
    private lazy var lastBracket = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1

    // MARK: Bytes

    private func nameRange(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, end - start < Self.nameLimit, bytes[end].continuesHTMLName { end += 1 }
        return start..<end
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index].isHTMLSpace { index += 1 }
    }
}

extension UInt8 {
    fileprivate var startsHTMLName: Bool { isASCIILetter || self == 0x5F || self == 0x3A || self == 0x2E }
    fileprivate var continuesHTMLName: Bool { startsHTMLName || isDigit || self == 0x2D }
    /// Without the form feed and the vertical tab, which libxml2 takes for part of a value.
    fileprivate var isHTMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes from `start` on are those of the range, in any case.
    fileprivate func areSame(_ range: Range<Int>, inAnyCase start: Int) -> Bool {
        guard start + range.count <= count else { return false }
        return range.allSatisfy {
            self[$0].asciiLowercased == self[start + $0 - range.lowerBound].asciiLowercased
        }
    }
}
