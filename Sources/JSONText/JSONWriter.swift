/// Writes JSON text straight into bytes, in the order in which it is told.
///
/// `JSONEncoder` builds a tree first and is the slowest part of printing a feed; the outputs here are known in shape,
/// so they are written as they are walked. Source: RFC 8259.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    /// Whether a comma is owed before the next value of the open object or array.
    private var owesComma = false

    package init(reservingCapacity capacity: Int = 0) {
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        owesComma = false
    }

    /// Ends one line of JSON Lines.
    package mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        owesComma = false
    }

    // MARK: Containers

    package mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try members(&self)
        close(UInt8(ascii: "}"))
    }

    package mutating func array(_ elements: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "["))
        try elements(&self)
        close(UInt8(ascii: "]"))
    }

    package mutating func array(_ strings: [String]) {
        array { writer in
            for string in strings { writer.string(string) }
        }
    }

    // MARK: Members of an object

    package mutating func key(_ name: String) {
        quote(name, andThen: UInt8(ascii: ":"))
        owesComma = false
    }

    package mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { string(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Int?) {
        key(name)
        if let value { number(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Double?) {
        key(name)
        if let value { number(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Bool) {
        key(name)
        bool(value)
    }

    package mutating func member(_ name: String, _ values: [String]) {
        key(name)
        array(values)
    }

    package mutating func member(_ name: String, object members: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try object(members)
    }

    package mutating func member(_ name: String, array elements: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try array(elements)
    }

    // MARK: Values

    package mutating func null() { literal("null") }

    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

    package mutating func number(_ value: Int) { literal(String(value)) }

    /// A number that is not finite has no form in JSON and becomes `null`.
    package mutating func number(_ value: Double) {
        literal(value.isFinite ? "\(value)" : "null")
    }

    package mutating func string(_ value: String) {
        quote(value, andThen: nil)
        owesComma = true
    }

    // MARK: Bytes

    private mutating func open(_ bracket: UInt8) {
        startValue()
        bytes.append(bracket)
        owesComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        owesComma = true
    }

    private mutating func literal(_ text: String) {
        startValue()
        bytes.append(contentsOf: text.utf8)
        owesComma = true
    }

    private mutating func startValue() {
        if owesComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// A string, with the comma that is owed before it; most have nothing to escape and are copied at one stroke.
    private mutating func quote(_ text: String, andThen next: UInt8?) {
        var text = text
        text.withUTF8 { utf8 in
            guard Self.firstSpecial(utf8, from: 0) == nil else {
                startValue()
                bytes.append(UInt8(ascii: "\""))
                appendEscaped(utf8)
                bytes.append(UInt8(ascii: "\""))
                if let next { bytes.append(next) }
                return
            }
            let comma = owesComma ? 1 : 0
            bytes.append(addingCapacity: utf8.count + 4) { output in
                output.withUnsafeMutableBufferPointer { buffer, count in
                    buffer[0] = UInt8(ascii: ",")
                    buffer[comma] = UInt8(ascii: "\"")
                    count = comma + 1
                    if let source = utf8.baseAddress, let target = buffer.baseAddress {
                        (target + count).initialize(from: source, count: utf8.count)
                        count += utf8.count
                    }
                    buffer[count] = UInt8(ascii: "\"")
                    count += 1
                    if let next {
                        buffer[count] = next
                        count += 1
                    }
                }
            }
        }
    }

    /// Copies runs of plain bytes whole and escapes what lies between them.
    private mutating func appendEscaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        var plain = 0
        var index = 0
        while index < utf8.count {
            guard let found = Self.firstSpecial(utf8, from: index) else { break }
            index = found + 1
            let byte = utf8[found]
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain..<found]))
            plain = index
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            default:
                bytes.append(contentsOf: #"\u00"#.utf8)
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            }
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plain...]))
    }

    /// Where the next byte stands that must be escaped: a control character, a quote, a backslash or DEL.
    ///
    /// Looks at eight bytes at a time; long texts are mostly plain.
    private static func firstSpecial(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(utf8)
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte minus n borrows its top bit where it is below n; bytes beyond ASCII have theirs set already.
            let controls = (word &- (ones &* 0x20)) & ~word
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            let deletes = word ^ (ones &* 0x7F)
            let zeros =
                ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
                | ((deletes &- ones) & ~deletes)
            if (controls | zeros) & tops != 0 { break }
            index += 8
        }
        while index < raw.count {
            let byte = raw[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F { return index }
            index += 1
        }
        return nil
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
