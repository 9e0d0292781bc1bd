/// Relative links inside HTML, made absolute where they stand.
///
/// The text is copied as it is but for the values of the attributes that hold links: a parser and a writer would
/// change far more, and cost eight times as much.
enum HTMLLinks {
    /// Whether an attribute of this name holds a link.
    static func isLink(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch name.count {
        case 3: name.spells("src", at: 0)
        case 4: name.spells("href", at: 0) || name.spells("cite", at: 0) || name.spells("data", at: 0)
        case 6: name.spells("poster", at: 0) || name.spells("action", at: 0)
        case 8: name.spells("longdesc", at: 0)
        case 10: name.spells("background", at: 0)
        default: false
        }
    }

    static func resolved(in html: String, against base: String?, by links: inout LinkResolver) -> String {
        guard let base else { return html }
        var html = html
        let changed: [UInt8]? = html.withUTF8 { bytes in rewrite(bytes, base, &links) }
        return changed.map { String(decoding: $0, as: UTF8.self) } ?? html
    }

    static func resolved(
        in bytes: UnsafeBufferPointer<UInt8>, against base: String?, by links: inout LinkResolver
    ) -> String {
        let changed = base.flatMap { rewrite(bytes, $0, &links) }
        return changed.map { String(decoding: $0, as: UTF8.self) } ?? String(decoding: bytes, as: UTF8.self)
    }

    /// - Returns: `nil` when nothing had to change.
    private static func rewrite(
        _ bytes: UnsafeBufferPointer<UInt8>, _ base: String, _ links: inout LinkResolver
    ) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var index = 0
        while index < bytes.count, links.hasRoom(for: base) {
            guard let next = bytes.firstPosition(of: UInt8(ascii: "<"), from: index) else { break }
            index = next
            if bytes.spells("<!--", at: index) {
                index = bytes.position(of: "-->", from: index + 4) ?? bytes.count
                continue
            }
            index += 1
            guard index < bytes.count, bytes[index].isASCIILetter else { continue }
            while index < bytes.count, !bytes[index].isSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
            while let attribute = nextAttribute(bytes, from: &index) {
                guard let value = attribute.value, isLink(UnsafeBufferPointer(rebasing: bytes[attribute.name])) else {
                    continue
                }
                // Nearly all links are absolute as they stand.
                guard !Link.hasScheme(UnsafeBufferPointer(rebasing: bytes[value])) else { continue }
                let written = CharacterReference.resolvingAll(in: String(decoding: bytes[value], as: UTF8.self))
                guard !Link.hasScheme(written) else { continue }
                if result.isEmpty { result.reserveCapacity(bytes.count + 256) }
                result.append(contentsOf: bytes[copied..<value.lowerBound])
                var absolute = links.resolve(written, against: base)
                absolute.withUTF8 { HTMLText.escape($0, into: &result, quotes: true) }
                copied = value.upperBound
            }
        }
        guard copied > 0 else { return nil }
        result.append(contentsOf: bytes[copied...])
        return result
    }

    private struct Attribute {
        var name: Range<Int>
        var value: Range<Int>?
    }

    /// - Returns: `nil` at the tag's end, with `index` past it.
    private static func nextAttribute(_ bytes: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Attribute? {
        while index < bytes.count, bytes[index].isSpace || bytes[index] == UInt8(ascii: "/") { index += 1 }
        guard index < bytes.count, bytes[index] != UInt8(ascii: ">") else { return nil }
        let nameStart = index
        index += 1
        while index < bytes.count, !bytes[index].isSpace, bytes[index] != UInt8(ascii: "="),
            bytes[index] != UInt8(ascii: ">"),
            bytes[index] != UInt8(ascii: "/")
        {
            index += 1
        }
        let name = nameStart..<index
        while index < bytes.count, bytes[index].isSpace { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return Attribute(name: name, value: nil) }
        index += 1
        while index < bytes.count, bytes[index].isSpace { index += 1 }
        guard index < bytes.count else { return Attribute(name: name, value: nil) }
        let quote = bytes[index]
        let valueStart: Int
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            valueStart = index + 1
            index = valueStart
            while index < bytes.count, bytes[index] != quote { index += 1 }
            let value = valueStart..<index
            index = min(index + 1, bytes.count)
            return Attribute(name: name, value: value)
        }
        valueStart = index
        while index < bytes.count, !bytes[index].isSpace, bytes[index] != UInt8(ascii: ">") { index += 1 }
        return Attribute(name: name, value: valueStart..<index)
    }
}
