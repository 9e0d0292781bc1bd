/// What the first bytes of a document say of its encoding.
///
/// Source: XML 1.0, appendix F.
struct DocumentOpening {
    /// Encodings told apart by how they write `<?xm`.
    enum Family {
        case utf16LittleEndian, utf16BigEndian, utf32LittleEndian, utf32BigEndian, ebcdic

        var encoding: String {
            switch self {
            case .utf16LittleEndian: "UTF-16LE"
            case .utf16BigEndian: "UTF-16BE"
            case .utf32LittleEndian: "UTF-32LE"
            case .utf32BigEndian: "UTF-32BE"
            case .ebcdic: "IBM037"
            }
        }

        /// Whether the first bytes could have been written in that encoding.
        func isCompatible(with name: String) -> Bool {
            self == .ebcdic ? !Self.isWide(name) && !Self.isASCIIBased(name) : name == encoding
        }

        static func isWide(_ name: String) -> Bool {
            name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") || name.hasPrefix("UCS-")
                || name.hasPrefix("ISO-10646")
        }

        private static func isASCIIBased(_ name: String) -> Bool {
            let plain = Array("<?xml".utf8)
            return plain.withUnsafeBufferPointer { CharacterConversion.utf8($0, from: name)?.utf8 == plain }
        }
    }

    private(set) var mark: (encoding: String, length: Int)?
    private(set) var family: Family?
    private(set) var declaredEncoding: String?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        func starts(_ prefix: UInt8...) -> Bool { bytes.starts(with: prefix) }
        if starts(0xEF, 0xBB, 0xBF) { mark = ("UTF-8", 3) }
        if starts(0xFE, 0xFF) { mark = ("UTF-16BE", 2) }
        if starts(0xFF, 0xFE) { mark = ("UTF-16LE", 2) }
        if starts(0xFF, 0xFE, 0, 0) { mark = ("UTF-32LE", 4) }
        if starts(0, 0, 0xFE, 0xFF) { mark = ("UTF-32BE", 4) }
        guard mark == nil else { return }

        if starts(0x3C, 0, 0, 0) { family = .utf32LittleEndian }
        if starts(0, 0, 0, 0x3C) { family = .utf32BigEndian }
        if bytes.count >= 4, bytes[0] == 0x3C, bytes[1] == 0, bytes[2] != 0 { family = .utf16LittleEndian }
        if bytes.count >= 4, bytes[0] == 0, bytes[1] == 0x3C, bytes[2] == 0, bytes[3] != 0 { family = .utf16BigEndian }
        if starts(0x4C, 0x6F, 0xA7, 0x94) { family = .ebcdic }
        if family == nil {
            declaredEncoding = Self.encoding(inDeclaration: bytes)
        } else if let family {
            // The declaration is ASCII once it is read in any encoding of the family.
            let opening = UnsafeBufferPointer(rebasing: bytes.prefix(512))
            declaredEncoding = CharacterConversion.utf8(opening, from: family.encoding)?.utf8
                .withUnsafeBufferPointer(Self.encoding(inDeclaration:))
        }
    }

    /// The value of `encoding` in `<?xml ... ?>`, which stands within the first kilobyte.
    private static func encoding(inDeclaration bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let limit = min(bytes.count, 1024)
        guard let start = bytes.position(of: "<?xml", from: 0, before: limit) else { return nil }
        guard let end = bytes.position(of: "?>", from: start, before: limit) else { return nil }
        guard var index = bytes.position(of: "encoding", from: start, before: end) else { return nil }
        index += 8
        while index < end, bytes[index].isSpace || bytes[index] == UInt8(ascii: "=") { index += 1 }
        guard index < end else { return nil }
        let quote = bytes[index]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let from = isQuoted ? index + 1 : index
        var to = from
        while to < end, isQuoted ? bytes[to] != quote : !bytes[to].isSpace { to += 1 }
        return String(decoding: bytes[from..<to], as: UTF8.self)
    }
}
