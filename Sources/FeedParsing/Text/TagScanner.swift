/// The tags of a document in their order, whatever stands between them and however they nest.
///
/// For lists and pages of which a few tags tell all. libxml2 would compare each attribute with all before it in its tag, and
/// an end tag with all elements that are open: the square of a length that a stranger chose.
struct TagScanner {
    enum Tag {
        case start(StartTag)
        /// Its name.
        case end(Range<Int>)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let opaque: [(start: StaticString, end: StaticString)]
    private var index: Int
    /// See `StartTag`.
    private var vain = 0

    /// - Parameter opaque: Elements whose content is no markup: their names, and what ends them.
    init(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0,
        opaque: [(start: StaticString, end: StaticString)] = []
    ) {
        self.bytes = bytes
        self.opaque = opaque
        index = start
    }

    mutating func next() -> Tag? {
        while let bracket = bytes.firstPosition(of: UInt8(ascii: "<"), from: index) {
            index = bracket + 1
            switch index < bytes.count ? bytes[index] : 0 {
            case UInt8(ascii: "!"):
                if bytes.holds("<!--", at: bracket) {
                    pass("-->", from: bracket + 4)
                } else if bytes.holds("<![CDATA[", at: bracket) {
                    pass("]]>", from: bracket + 9)
                }
            case UInt8(ascii: "/"):
                let name = StartTag.name(in: bytes, from: index + 1)
                index = name.upperBound
                return .end(name)
            default:
                guard let tag = StartTag(bytes, at: bracket, vain: &vain) else { continue }
                index = tag.end
                if !tag.isEmpty, let element = opaque.first(where: { tag.isNamed($0.start) }) {
                    index = bytes.position(of: element.end, from: index) ?? bytes.count
                }
                return .start(tag)
            }
        }
        return nil
    }

    private mutating func pass(_ mark: StaticString, from start: Int) {
        index = bytes.firstPosition(of: mark, from: start).map { $0 + mark.utf8CodeUnitCount } ?? bytes.count
    }
}
