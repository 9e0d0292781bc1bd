/// A mailbox with an optional name: `News desk <desk@example.org>`.
///
/// Source: RFC 5322 sections 3.2.3 and 3.4, without quoted local parts, comments and address literals.
package struct MailAddress: Hashable, Sendable {
    /// One clean line, or empty.
    package let name: String
    /// ASCII without white space, brackets, commas and quotes.
    package let address: String

    /// Nil for what is no mailbox, and for what could break out of its header.
    package init?(_ text: String) {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return nil }
        let line = PlainText.line(text)
        if line.hasSuffix(">"), let open = line.lastIndex(of: "<") {
            let name = line[..<open].split(separator: " ").joined(separator: " ")
            self.init(
                name: name.hasPrefix("\"") && name.hasSuffix("\"") && name.count > 1
                    ? String(name.dropFirst().dropLast()) : name,
                address: String(line[line.index(after: open)...].dropLast()))
        } else {
            self.init(name: "", address: line)
        }
    }

    private init?(name: String, address: String) {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isDotted(parts[0], by: Self.isAtom), Self.isDotted(parts[1], by: Self.isHostByte),
            parts[0].utf8.count <= 64, parts[1].utf8.count <= 255, name.utf8.count <= 200
        else { return nil }
        (self.name, self.address) = (name, address)
    }

    var domain: Substring { address.split(separator: "@").last ?? "" }

    /// As it stands in a header.
    var header: String {
        if name.isEmpty { return address }
        let isPlain = name.utf8.allSatisfy { Self.isAtom($0) || $0 == UInt8(ascii: " ") } && !name.contains("=?")
        return "\(isPlain ? name : EncodedWord.always(name)) <\(address)>"
    }

    private static func isDotted(_ text: Substring, by isFit: (UInt8) -> Bool) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isFit) && !$0.hasPrefix("-") }
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        isHostByte(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
