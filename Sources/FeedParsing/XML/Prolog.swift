/// What stands before a document's root element.
///
/// The prolog is read here and never shown to the reader: without a document type there are no entity definitions to
/// expand and no external subset to fetch.
struct Prolog {
    /// Where the root element's `<` stands; `nil` when no element follows.
    private(set) var rootStart: Int?
    /// The root element's name as written, with its prefix.
    private(set) var rootName = ""
    /// Texts of entities that the document type declares, with references to others left alone.
    private(set) var entities: [String: String] = [:]
    private(set) var hasJunk = false
    private var hasDocumentType = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        // Whether a `?>` may follow: a search for what is not there is made once.
        var mayEnd = true
        while index < bytes.count, rootStart == nil {
            guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else {
                if !bytes[index].isSpace { hasJunk = true }
                index += 1
                continue
            }
            let next = bytes[index + 1]
            if bytes.spells("<?", at: index) {
                if mayEnd, let end = bytes.firstPosition(of: "?>", from: index + 2) {
                    index = end + 2
                } else {
                    mayEnd = false
                    index = bytes.position(of: ">", from: index).map { $0 + 1 } ?? bytes.count
                }
            } else if bytes.spells("<!--", at: index) {
                index = bytes.position(of: "-->", from: index + 4).map { $0 + 3 } ?? bytes.count
            } else if bytes.spells("<!doctype", at: index), !hasDocumentType {
                hasDocumentType = true
                index = readDocumentType(bytes, from: index)
            } else if next == UInt8(ascii: "!") {
                index = bytes.position(of: ">", from: index).map { $0 + 1 } ?? bytes.count
            } else if next.startsXMLName {
                rootStart = index
                rootName = String(
                    decoding: bytes[(index + 1)...].prefix(64).prefix { $0.continuesXMLName }, as: UTF8.self)
            } else {
                hasJunk = true
                index += 1
            }
        }
    }

    /// - Returns: Where the document type ends.
    private mutating func readDocumentType(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start + 9
        var quote: UInt8 = 0
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                depth += 1
            } else if byte == UInt8(ascii: "]") {
                depth -= 1
            } else if byte == UInt8(ascii: ">"), depth <= 0 {
                return index + 1
            } else if bytes.spells("<!--", at: index) {
                index = bytes.position(of: "-->", from: index + 4).map { $0 + 2 } ?? bytes.count
            } else if bytes.spells("<!entity", at: index), entities.count < 500 {
                index = readEntity(bytes, from: index + 8)
                continue
            }
            index += 1
        }
        // A quote that never closes: the type ends at the first `>`.
        return bytes.position(of: ">", from: start).map { $0 + 1 } ?? bytes.count
    }

    /// `<!ENTITY name "text">`; parameter entities and external ones are passed over.
    ///
    /// - Returns: Where reading goes on.
    private mutating func readEntity(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index].isSpace { index += 1 }
        let nameStart = index
        while index < bytes.count, bytes[index].continuesXMLName { index += 1 }
        guard index > nameStart, index - nameStart <= 64 else { return index }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
        while index < bytes.count, bytes[index].isSpace { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
            return index
        }
        let quote = bytes[index]
        let textStart = index + 1
        index = textStart
        while index < bytes.count, bytes[index] != quote { index += 1 }
        guard index < bytes.count else { return textStart }
        if index - textStart <= 1024, entities[name] == nil {
            let text = String(decoding: bytes[textStart..<index], as: UTF8.self)
            entities[name] = CharacterReference.resolvingNumbers(in: text)
        }
        return index + 1
    }
}
