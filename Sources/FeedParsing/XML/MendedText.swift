/// The well-formed document while the mender writes it.
struct MendedText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var entities: DeclaredEntities
    private(set) var utf8: [UInt8] = []
    var findings = MendingFindings()

    init(from bytes: UnsafeBufferPointer<UInt8>, entities: [String: String]) {
        self.bytes = bytes
        self.entities = DeclaredEntities(entities)
        utf8.reserveCapacity(bytes.count + 1024)
    }

    // MARK: Tags

    mutating func write(_ tag: StartTag, isEmpty: Bool) {
        utf8.append(UInt8(ascii: "<"))
        utf8.append(contentsOf: bytes[tag.name])
        for attribute in tag.attributes {
            utf8.append(UInt8(ascii: " "))
            utf8.append(contentsOf: bytes[attribute.name])
            utf8.append(contentsOf: #"=""#.utf8)
            copyText(attribute.value, inAttribute: true)
            utf8.append(UInt8(ascii: "\""))
        }
        utf8.append(contentsOf: isEmpty ? "/>".utf8 : ">".utf8)
    }

    mutating func writeEnd(_ name: Range<Int>) {
        utf8.append(contentsOf: "</".utf8)
        utf8.append(contentsOf: bytes[name])
        utf8.append(UInt8(ascii: ">"))
    }

    mutating func writeSection(_ range: Range<Int>) {
        utf8.append(contentsOf: "<![CDATA[".utf8)
        copyAllowed(range)
        utf8.append(contentsOf: "]]>".utf8)
    }

    /// A `<` that begins no tag.
    mutating func writeBracket() {
        findings.brackets += 1
        utf8.append(contentsOf: "&lt;".utf8)
    }

    // MARK: Text

    /// Text between tags or of an attribute, with its references.
    mutating func copyText(_ range: Range<Int>, inAttribute: Bool = false) {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "&"): position = copyReference(at: position)
            case UInt8(ascii: "<"):
                findings.brackets += 1
                utf8.append(contentsOf: "&lt;".utf8)
                position += 1
            case UInt8(ascii: ">"):
                utf8.append(contentsOf: "&gt;".utf8)
                position += 1
            case UInt8(ascii: "\"") where inAttribute:
                utf8.append(contentsOf: "&quot;".utf8)
                position += 1
            default: position = copyAllowedByte(at: position)
            }
        }
    }

    private mutating func copyReference(at position: Int) -> Int {
        guard let match = CharacterReference.match(bytes, at: position) else {
            findings.ampersands += 1
            utf8.append(contentsOf: "&amp;".utf8)
            return position + 1
        }
        switch match.kind {
        case .number(let number):
            if let twice = EncodedTwice.character(number, followedBy: bytes, at: match.end) {
                writeEscaped(String(twice.scalar))
                return twice.end
            }
            if let scalar = CharacterReference.numbered(number) {
                writeEscaped(String(scalar))
            } else {
                findings.characters += 1
            }
            return match.end
        case .name(let name):
            if match.isTerminated {
                if ["amp", "lt", "gt", "quot", "apos"].contains(name) {
                    utf8.append(contentsOf: bytes[position..<match.end])
                    return match.end
                }
                if let scalar = CharacterReference.named(name),
                    let twice = EncodedTwice.character(scalar.value, followedBy: bytes, at: match.end)
                {
                    writeEscaped(String(twice.scalar))
                    return twice.end
                }
                if let text = entities.text(of: name) ?? CharacterReference.named(name).map(String.init) {
                    findings.references += 1
                    writeEscaped(text)
                    return match.end
                }
            }
            findings.ampersands += 1
            utf8.append(contentsOf: "&amp;".utf8)
            return position + 1
        }
    }

    private mutating func writeEscaped(_ text: String) {
        var text = text
        text.withUTF8 { HTMLText.escape($0, into: &utf8, quotes: true) }
    }

    /// Text of a section, where references mean nothing.
    private mutating func copyAllowed(_ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound { position = copyAllowedByte(at: position) }
    }

    /// Drops what XML 1.0 forbids (section 2.2): control characters, U+FFFE and U+FFFF.
    ///
    /// - Returns: The position to go on from.
    private mutating func copyAllowedByte(at position: Int) -> Int {
        let byte = bytes[position]
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
            findings.characters += 1
            return position + 1
        }
        if byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
            findings.characters += 1
            return position + 3
        }
        utf8.append(byte)
        return position + 1
    }
}
