/// What is wrong with a JSON text, and where.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    package let what: String
    /// In bytes from the beginning of the text.
    package let offset: Int

    package init(what: String, offset: Int) {
        self.what = what
        self.offset = offset
    }

    package var description: String { "\(what) at byte \(offset + 1)" }
}

/// Reads JSON values one after another where they stand, without building a tree.
///
/// Source: RFC 8259. The caller asks for what it expects and skips the rest, so that a line of JSON Lines costs little more than the copy
/// of the strings that are wanted. The bytes must outlive the scanner.
package struct JSONScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    /// How deep arrays and objects may lie in one another.
    package static let depthLimit = 512

    package init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    // MARK: Containers

    /// Calls `member` with each name of an object; it must read or skip exactly one value.
    package mutating func object(
        _ member: (_ name: String, inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8(ascii: "{"), "an object '{'")
        if try take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try string()
            try expect(UInt8(ascii: ":"), "':' after a name")
            try member(name, &self)
        } while try take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"), "',' or '}'")
    }

    /// Calls `element` before each value of an array; it must read or skip exactly one.
    package mutating func array(
        _ element: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        try expect(UInt8(ascii: "["), "an array '['")
        if try take(UInt8(ascii: "]")) { return }
        repeat { try element(&self) } while try take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"), "',' or ']'")
    }

    /// Makes sure that nothing but space follows.
    package mutating func end() throws(JSONError) {
        skipSpace()
        if index < bytes.count { throw error("nothing more was expected") }
    }

    // MARK: Values

    /// Whether the next value begins with this byte: `{`, `[`, `"` and so on.
    package mutating func isNext(_ byte: UInt8) -> Bool {
        skipSpace()
        return index < bytes.count && bytes[index] == byte
    }

    /// A string; a number as it is written; `nil` for `null`.
    package mutating func text() throws(JSONError) -> String? {
        skipSpace()
        guard index < bytes.count else { throw error("a value was expected") }
        switch bytes[index] {
        case UInt8(ascii: "\""):
            return try string()
        case UInt8(ascii: "n"):
            try literal("null")
            return nil
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = index
            try number()
            return String(decoding: bytes[start..<index], as: UTF8.self)
        default:
            throw error("a string or number was expected")
        }
    }

    /// Goes past one value of any kind.
    package mutating func skip() throws(JSONError) { try skip(depth: 0) }

    private mutating func skip(depth: Int) throws(JSONError) {
        guard depth < Self.depthLimit else { throw error("the value is nested too deeply") }
        skipSpace()
        guard index < bytes.count else { throw error("a value was expected") }
        switch bytes[index] {
        case UInt8(ascii: "\""): try skipString()
        case UInt8(ascii: "{"):
            try object { (_, scanner) throws(JSONError) in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "["):
            try array { (scanner) throws(JSONError) in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: try number()
        }
    }

    // MARK: Bytes

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }

    private mutating func take(_ byte: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard index < bytes.count else { throw error("the text ends too early") }
        guard bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        guard try take(byte) else { throw error("\(what) was expected") }
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard index < bytes.count, bytes[index] == word.utf8Start[offset] else {
                throw error("'\(word)' was expected")
            }
            index += 1
        }
    }

    private mutating func number() throws(JSONError) {
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
        let first = index
        try digits()
        if index - first > 1, bytes[first] == UInt8(ascii: "0") { throw error("a number begins with 0") }
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < bytes.count, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            try digits()
        }
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        if index == start { throw error("a value was expected") }
    }

    func error(_ what: String) -> JSONError { JSONError(what: what, offset: index) }
}
