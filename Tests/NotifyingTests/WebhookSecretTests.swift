import Notifying
import Testing

@Suite("Webhook secrets")
struct WebhookSecretTests {
    static let published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    @Test("24 to 64 bytes in base64 are taken, with the newline of a file", arguments: [24, 32, 64])
    func taken(count: Int) throws {
        let secret = try WebhookSecret(secret(bytes: count) + "\n")
        #expect(try secret == WebhookSecret(self.secret(bytes: count)))
    }

    @Test(
        "What is malformed is refused with the reason and without the secret",
        arguments: [
            ("", WebhookSecretError.empty),
            (" \n", .empty),
            ("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .noPrefix),
            ("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", .noPrefix),
            ("whsec_", .length(bytes: 0)),
            ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS", .notBase64),
            ("whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw", .notBase64),
            ("whsec_not*base64", .notBase64),
            ("whsec_c2hvcnQ=", .length(bytes: 5)),
        ])
    func refused(text: String, expected: WebhookSecretError) {
        let error = #expect(throws: WebhookSecretError.self) { try WebhookSecret(text) }
        #expect(error == expected)
        if text.count > 10 { #expect(error?.description.contains(text.dropFirst(6)) == false) }
    }

    @Test("65 bytes are too many")
    func tooLong() {
        #expect(throws: WebhookSecretError.length(bytes: 65)) { try WebhookSecret(secret(bytes: 65)) }
    }

    @Test("No way of printing shows the secret, nor does its endpoint")
    func hidden() throws {
        let secret = try WebhookSecret(Self.published)
        let endpoint = WebhookEndpoint(name: "desk", url: "https://a.example/", secrets: [secret])
        var dumped = ""
        dump(endpoint, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(endpoint)", String(reflecting: endpoint), dumped] {
            #expect(!text.contains("MfKQ"))
            #expect(!text.contains("49, 242, 144"))
            #expect(text.contains("hidden"))
        }
    }

    private func secret(bytes: Int) -> String {
        let groups = String(repeating: "AAAA", count: bytes / 3)
        return "whsec_" + groups + ["", "AA==", "AAA="][bytes % 3]
    }
}
