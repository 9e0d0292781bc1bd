import Crypto
import Foundation
import TestSupport

/// Verifies Standard Webhooks signatures from the specification's words alone, with none of the sender's code.
///
/// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
enum SignatureCheck {
    static let secret = "whsec_c2l4dGVlbiBieXRlcyBhdCBsZWFzdCBmb3IgdGhpcw=="

    static func isValid(_ request: ScriptedRequest) -> Bool {
        guard let id = request.header("webhook-id"), let time = request.header("webhook-timestamp"),
            let signatures = request.header("webhook-signature"),
            let key = Data(base64Encoded: String(secret.dropFirst("whsec_".count)))
        else { return false }
        let signed = Data("\(id).\(time).".utf8) + Data(request.body)
        let code = Data(HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: key)))
        return signatures.split(separator: " ").contains { $0 == "v1,\(code.base64EncodedString())" }
    }
}
