import CLibXML2

/// A start tag as a damaged document has it, read as well as may be.
struct StartTag {
    /// Attributes of one element; the rest is left out.
    private static let attributeLimit = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    let name: Range<Int>
    private(set) var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    private(set) var isEmpty = false
    /// Just past the tag.
    private(set) var end: Int
    /// Attributes without value or quotes, repeated, misnamed or too many.
    private(set) var faults = 0

    /// Whether a `<` may stand between the quotes of a value, which is an error of its own.
    private let holdsBrackets: Bool

    /// - Parameters:
    ///   - start: Where the tag's `<` stands.
    ///   - vain: How many bytes were read for tags that then were none. Such a tag reaches over others when a `<` stands
    ///     in its values, and each of them may do the same: once as much as the document was read in vain, a value ends
    ///     before a `<`.
    /// - Returns: `nil` when no `>` ends the tag before the next `<`, or when its name is none of XML.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, vain: inout Int) {
        self.bytes = bytes
        holdsBrackets = vain <= bytes.count
        name = Self.name(in: bytes, from: start + 1)
        end = name.upperBound
        guard Self.isName(bytes, name) else { return nil }
        var position = end
        guard readAttributes(&position) else {
            vain += position - start
            return nil
        }
        end = position
    }

    /// Whether the tag's name is `word`, which is in lower case, in any case.
    func isNamed(_ word: StaticString) -> Bool { bytes.spell(word, name) }

    /// The value of the attribute of this name, which is in lower case: see `CharacterReference.attributeValue(_:declared:)`.
    ///
    /// - Parameter entities: Texts that the document gives to names of its own.
    func value(of name: StaticString, entities: [String: String] = [:]) -> String? {
        attributes.first { bytes.spell(name, $0.name) }
            .map { CharacterReference.attributeValue(bytes[$0.value], declared: entities) }
    }

    /// The bytes from `start` on that may belong to a name.
    static func name(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end].continuesXMLName { end += 1 }
        return start..<end
    }

    /// Whether the bytes are a name of XML with at most one prefix; a `<` before any other is mere text.
    private static func isName(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let name = bytes[range]
        guard !name.isEmpty else { return false }
        if name.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: ":") }) { return true }
        return xmlValidateQName(String(decoding: name, as: UTF8.self), 0) == 0
    }

    /// - Returns: `false` when no `>` ends the tag before the next `<`.
    private mutating func readAttributes(_ position: inout Int) -> Bool {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return true
            }
            if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") {
                isEmpty = true
                position += 2
                return true
            }
            if byte == UInt8(ascii: "<") { return false }
            guard byte.startsXMLName else {
                if !byte.isSpace { faults += 1 }
                position += 1
                continue
            }
            let name = Self.name(in: bytes, from: position)
            position = name.upperBound
            while position < bytes.count, bytes[position].isSpace { position += 1 }
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                faults += 1
                continue
            }
            position += 1
            while position < bytes.count, bytes[position].isSpace { position += 1 }
            guard position < bytes.count else { return false }
            guard let value = readValue(&position) else { return false }
            let isRepeated =
                attributes.count < Self.attributeLimit
                && attributes.contains { bytes[$0.name].elementsEqual(bytes[name]) }
            if isRepeated || attributes.count >= Self.attributeLimit || !Self.isName(bytes, name) {
                faults += 1
            } else {
                attributes.append((name, value))
            }
        }
        return false
    }

    private mutating func readValue(_ position: inout Int) -> Range<Int>? {
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return readUnquoted(&position) }
        let start = position + 1
        let limit = holdsBrackets ? nil : bytes.firstPosition(of: UInt8(ascii: "<"), from: start)
        guard let end = bytes.firstPosition(of: quote, from: start, before: limit) else { return nil }
        if holdsTags(start..<end) {
            position = start
            return readUnquoted(&position)
        }
        position = end + 1
        return start..<end
    }

    private mutating func readUnquoted(_ position: inout Int) -> Range<Int> {
        faults += 1
        let start = position
        while position < bytes.count, !bytes[position].isSpace, bytes[position] != UInt8(ascii: ">"),
            bytes[position] != UInt8(ascii: "<")
        {
            position += 1
        }
        return start..<position
    }

    /// Whether a value runs over the end of its tag into the next line's, because its own last quote is missing.
    private func holdsTags(_ value: Range<Int>) -> Bool {
        guard
            let open = bytes.firstPosition(of: UInt8(ascii: "<"), from: value.lowerBound, before: value.upperBound)
        else { return false }
        var index = open
        var hasLineBreak = false
        while index > value.lowerBound, bytes[index - 1].isSpace {
            index -= 1
            if bytes[index] == 0x0A { hasLineBreak = true }
        }
        return hasLineBreak && index > value.lowerBound && bytes[index - 1] == UInt8(ascii: ">")
    }
}
