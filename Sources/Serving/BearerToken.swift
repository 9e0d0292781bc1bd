/// A secret that a request must show in `Authorization: Bearer ...`.
///
/// Source: RFC 6750 section 2.1.
package struct BearerToken: Hashable, Sendable {
    package enum Fault: Error, Hashable, CustomStringConvertible {
        case tooShort(characters: Int)
        case notSendable

        package var description: String {
            switch self {
            case .tooShort(let count):
                "the token has \(count) characters and could be guessed; make one of at least \(shortest), with "
                    + "`openssl rand -hex 24` for instance"
            case .notSendable: "the token holds characters that no header can carry; use letters, digits and -._~+/="
            }
        }
    }

    private static let shortest = 16

    /// For the one who asks; never shown.
    package let value: String

    package init(_ value: String) throws(Fault) {
        guard value.utf8.allSatisfy(Self.isTokenByte) else { throw .notSendable }
        guard value.utf8.count >= Self.shortest else { throw .tooShort(characters: value.utf8.count) }
        self.value = value
    }

    /// Whether an `Authorization` header shows this token.
    ///
    /// The time it takes depends on the length of what was sent alone, so that nothing can be learnt by guessing and timing.
    package func isShown(in authorization: String?) -> Bool {
        guard let authorization else { return false }
        let parts = authorization.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return false }
        let (sent, own) = (Array(parts[1].utf8), Array(value.utf8))
        var difference = sent.count ^ own.count
        for (index, byte) in sent.enumerated() { difference |= Int(byte ^ own[index % own.count]) }
        return difference == 0
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~+/=".utf8.contains(byte)
        }
    }
}
