import Glibc

/// Strings, which are most of what there is to read.
extension JSONScanner {
    package mutating func string() throws(JSONError) -> String {
        try expect(UInt8(ascii: "\""), "a string")
        let start = index
        try passPlain()
        if bytes[index] == UInt8(ascii: "\\") { return try escapedString(from: start) }
        let text = try decoded(UnsafeBufferPointer(rebasing: bytes[start..<index]), from: start)
        index += 1
        return text
    }

    /// Goes to the next quote or backslash.
    ///
    /// Looks at eight bytes at a time; long texts are mostly plain.
    private mutating func passPlain() throws(JSONError) {
        let raw = UnsafeRawBufferPointer(bytes)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte minus n borrows its top bit where it is below n; bytes beyond ASCII have theirs set already.
            let controls = (word &- (ones &* 0x20)) & ~word
            let (quotes, backslashes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
            let zeros = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            if (controls | zeros) & tops != 0 { break }
            index += 8
        }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case ..<0x20: throw error("a control character stands in a string")
            default: index += 1
            }
        }
        throw error("a string is not closed")
    }

    /// As strict as reading the string, but for its UTF-8.
    mutating func skipString() throws(JSONError) {
        index += 1
        var unused: [UInt8] = []
        while true {
            try passPlain()
            index += 1
            if bytes[index - 1] == UInt8(ascii: "\"") { return }
            unused.removeAll(keepingCapacity: true)
            try appendEscape(to: &unused)
        }
    }

    /// Decoding mends what is no UTF-8, so that a text that came out otherwise was none.
    private func decoded(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> String {
        var text = String(decoding: utf8, as: UTF8.self)
        let isSame = text.withUTF8 { mended in
            guard mended.count == utf8.count else { return false }
            guard let new = mended.baseAddress, let old = utf8.baseAddress else { return true }
            return memcmp(new, old, utf8.count) == 0
        }
        guard isSame else { throw JSONError(what: "a string is not UTF-8", offset: start) }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(2 * (index - start) + 64)
        buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        while bytes[index] == UInt8(ascii: "\\") {
            index += 1
            try appendEscape(to: &buffer)
            let plain = index
            try passPlain()
            buffer.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<index]))
        }
        index += 1
        let utf8 = buffer
        var failure: JSONError?
        let text = utf8.withUnsafeBufferPointer { bytes -> String in
            do throws(JSONError) { return try decoded(bytes, from: start) } catch { failure = error }
            return ""
        }
        if let failure { throw failure }
        return text
    }

    private mutating func appendEscape(to buffer: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw error("a string is not closed") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
        case UInt8(ascii: "b"): buffer.append(0x08)
        case UInt8(ascii: "f"): buffer.append(0x0C)
        case UInt8(ascii: "n"): buffer.append(0x0A)
        case UInt8(ascii: "r"): buffer.append(0x0D)
        case UInt8(ascii: "t"): buffer.append(0x09)
        case UInt8(ascii: "u"): Self.append(try codePoint(), to: &buffer)
        default: throw error("an unknown escape stands in a string")
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to buffer: inout [UInt8]) {
        let value = scalar.value
        func tail(_ shift: UInt32) -> UInt8 { UInt8(value >> shift & 0x3F) | 0x80 }
        switch value {
        case ..<0x80: buffer.append(UInt8(value))
        case ..<0x800:
            buffer.append(UInt8(value >> 6) | 0xC0)
            buffer.append(tail(0))
        case ..<0x10000:
            buffer.append(UInt8(value >> 12) | 0xE0)
            buffer.append(tail(6))
            buffer.append(tail(0))
        default:
            buffer.append(UInt8(value >> 18) | 0xF0)
            buffer.append(tail(12))
            buffer.append(tail(6))
            buffer.append(tail(0))
        }
    }

    /// The code point of `\uXXXX`, or of two of them; half a pair becomes U+FFFD, as browsers read it.
    private mutating func codePoint() throws(JSONError) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let hasSecond =
            first < 0xDC00 && index + 1 < bytes.count && bytes[index] == UInt8(ascii: "\\")
            && bytes[index + 1] == UInt8(ascii: "u")
        guard hasSecond else { return "\u{FFFD}" }
        let back = index
        index += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second) else {
            index = back
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw error("\\u needs four hexadecimal digits") }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
            default: throw error("\\u needs four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }
}
