import Crypto
import Foundation

/// A signing secret of Standard Webhooks: `whsec_` and 24 to 64 random bytes in base64.
///
/// It has no way to be printed: descriptions and mirrors hide it. Source: Standard Webhooks 1.0, "Signature scheme".
package struct WebhookSecret: Hashable, Sendable {
    private let key: SymmetricKeyBytes

    /// Reads the serialized form; white space around it, as at the end of a file, does not matter.
    package init(_ serialized: String) throws(WebhookSecretError) {
        let text = serialized.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw .empty }
        guard text.hasPrefix(Self.prefix) else { throw .noPrefix }
        guard let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))) else { throw .notBase64 }
        guard Self.lengths.contains(bytes.count) else { throw .length(bytes: bytes.count) }
        key = SymmetricKeyBytes(bytes: Array(bytes))
    }

    /// `v1,` and the base64 of the HMAC-SHA256 of `id.timestamp.body`.
    func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        var authentication = HMAC<SHA256>(key: SymmetricKey(data: key.bytes))
        authentication.update(data: Array("\(id).\(timestamp).".utf8))
        authentication.update(data: body)
        return "v1," + Data(authentication.finalize()).base64EncodedString()
    }

    private static let prefix = "whsec_"
    private static let lengths = 24...64
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "whsec_(hidden)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The bytes apart, so that no synthesized description of the secret can reach them.
private struct SymmetricKeyBytes: Hashable, Sendable {
    let bytes: [UInt8]
}

/// What is wrong with a secret; never holds any of it.
package enum WebhookSecretError: Error, Hashable, CustomStringConvertible {
    case empty
    case noPrefix
    case notBase64
    case length(bytes: Int)

    package var description: String {
        switch self {
        case .empty: "the secret is empty; \(Self.advice)"
        case .noPrefix: "the secret does not begin with whsec_; \(Self.advice)"
        case .notBase64: "what follows whsec_ is not base64; \(Self.advice)"
        case .length(let bytes): "the secret holds \(bytes) bytes, not 24 to 64; \(Self.advice)"
        }
    }

    private static let advice = #"make one with: echo "whsec_$(openssl rand -base64 32)""#
}
