/// Writing HTML.
enum HTMLText {
    static func escape(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8], quotes: Bool = false) {
        var plain = 0
        for index in bytes.indices {
            let replacement: StaticString
            switch bytes[index] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\"") where quotes: replacement = "&quot;"
            default: continue
            }
            text.append(contentsOf: bytes[plain..<index])
            text.append(
                contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount))
            plain = index + 1
        }
        text.append(contentsOf: bytes[plain...])
    }

    static func escaped(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var escaped: [UInt8] = []
            escape(bytes, into: &escaped)
            return String(decoding: escaped, as: UTF8.self)
        }
    }

    static func isDiv(_ name: UnsafeBufferPointer<UInt8>) -> Bool { name.count == 3 && name.spells("div", at: 0) }

    /// Elements that have no end tag.
    static func isVoid(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count <= 6 else { return false }
        return voids.contains(String(decoding: name, as: UTF8.self).lowercased())
    }

    private static let voids: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    ]
}
