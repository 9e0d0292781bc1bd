import Foundation

/// Reading the bytes of a `String`, which are valid UTF-8.
///
/// Walking a string by its scalars checks each index again; the texts of a feed are walked several times.
enum UTF8Text {
    /// The scalar that begins at the index, which then stands after it.
    @inline(__always)
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> Unicode.Scalar {
        let first = bytes[index]
        if first < 0x80 {
            index += 1
            return Unicode.Scalar(first)
        }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        let end = min(index + length, bytes.count)
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes[(index + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
        index = end
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// The scalar that ends before the index, which then stands at its beginning.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, before index: inout Int) -> Unicode.Scalar {
        index -= 1
        while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        var start = index
        return scalar(in: bytes, at: &start)
    }

    /// Where ASCII that begins at the index ends, or a few bytes before: it is read eight bytes at a time.
    static func endOfASCII(in bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = index
        while bytes.count - index >= 8,
            raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index += 8
        }
        return index
    }

    /// Whether the pattern stands at the index.
    static func stands(_ pattern: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let count = pattern.utf8CodeUnitCount
        guard index + count <= bytes.count, bytes[index] == pattern.utf8Start[0], let base = bytes.baseAddress else {
            return false
        }
        return memcmp(base + index, pattern.utf8Start, count) == 0
    }
}

extension String {
    /// The text with letters composed, where it holds any that are not.
    var composed: String {
        var text = self
        return text.withUTF8(Self.hasParts) ? precomposedStringWithCompatibilityMapping : self
    }

    /// Whether a mark stands apart from its letter, a Korean syllable in its parts, or a kana at half width.
    private static func hasParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index + 1 < bytes.count {
            let (byte, next) = (bytes[index], bytes[index + 1])
            switch byte {
            case 0xCC: return true  // U+0300...U+033F
            case 0xCD where next <= 0xAF: return true  // U+0340...U+036F
            case 0xE1 where (0x84...0x87).contains(next): return true  // U+1100...U+11FF
            case 0xE3 where next == 0x82 && index + 2 < bytes.count && (0x99...0x9A).contains(bytes[index + 2]):
                return true  // U+3099, U+309A
            // U+FF61...U+FF9F
            case 0xEF where next == 0xBD && index + 2 < bytes.count && bytes[index + 2] >= 0xA1: return true
            case 0xEF where next == 0xBE && index + 2 < bytes.count && bytes[index + 2] <= 0x9F: return true
            case ..<0x80: index = UTF8Text.endOfASCII(in: bytes, from: index + 1)
            default: index += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            }
        }
        return false
    }

    /// Whether the text begins with the bytes of another; `hasPrefix` looks for equivalent letters, which costs more.
    package func beginsWith(bytesOf other: String) -> Bool {
        var (text, other) = (self, other)
        return text.withUTF8 { bytes in
            other.withUTF8 { prefix in
                guard prefix.count <= bytes.count else { return false }
                guard let start = bytes.baseAddress, let expected = prefix.baseAddress else { return true }
                return memcmp(start, expected, prefix.count) == 0
            }
        }
    }
}
