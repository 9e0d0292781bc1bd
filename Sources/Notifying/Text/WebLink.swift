import Foundation

/// An address that may become a link: `http` or `https`, nothing else.
///
/// Its text is ASCII without white space, quotes, brackets or bars, so that it can stand in an attribute, in Markdown's
/// and Slack's angle brackets and in a header. Source: RFC 3986 section 2.
struct WebLink: Hashable, Sendable {
    let text: String

    /// The longest address that browsers and chat services are sure to take.
    static let longest = 2000

    init?(_ address: String?) {
        guard let address, address.utf8.count <= Self.longest else { return nil }
        let lowered = address.prefix(8).lowercased()
        guard lowered.hasPrefix("http://") || lowered.hasPrefix("https://") else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(address.utf8.count)
        for byte in address.utf8 {
            switch byte {
            case 0x00...0x20, 0x7F: return nil
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
                UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"),
                UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), 0x80...0xFF:
                bytes += "%".utf8
                bytes += String(byte >> 4, radix: 16, uppercase: true).utf8
                bytes += String(byte & 15, radix: 16, uppercase: true).utf8
            default: bytes.append(byte)
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count <= Self.longest, let host = URLComponents(string: text)?.host, !host.isEmpty else {
            return nil
        }
        self.text = text
    }

    /// The host without `www.`, for readers.
    var host: String {
        let host = URLComponents(string: text)?.host ?? ""
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
