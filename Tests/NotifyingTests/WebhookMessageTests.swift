import Crypto
import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Webhook messages")
struct WebhookMessageTests {
    static let now = Date(timeIntervalSince1970: 1_614_265_330.7)

    @Test("The published test vector of Standard Webhooks")
    func vector() throws {
        let secret = try WebhookSecret(WebhookSecretTests.published)
        let signature = secret.signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("What is sent is verified by code that is not the sender's", arguments: WebhookFormat.allCases)
    func verified(format: WebhookFormat) throws {
        let endpoint = try self.endpoint(format: format, secrets: [WebhookSecretTests.published])
        let request = WebhookMessage.request(
            for: SampleChanges.delivery(SampleChanges.change(.storyNew)), to: endpoint, at: Self.now)
        #expect(request.url == "https://a.example/hook")
        #expect(request.header("webhook-id") == "chg_7_desk")
        #expect(request.header("webhook-timestamp") == "1614265330")
        #expect(try signatures(of: request) == [IndependentSignature.of(request, secret: WebhookSecretTests.published)])
    }

    @Test("Two secrets sign twice, in their order")
    func rotation() throws {
        let second = "whsec_" + Data(repeating: 9, count: 32).base64EncodedString()
        let endpoint = try endpoint(secrets: [WebhookSecretTests.published, second])
        let request = WebhookMessage.request(
            for: SampleChanges.delivery(SampleChanges.change(.storyNew)), to: endpoint, at: Self.now)
        #expect(
            try signatures(of: request) == [
                IndependentSignature.of(request, secret: WebhookSecretTests.published),
                IndependentSignature.of(request, secret: second),
            ])
    }

    @Test("A later try has the same id and body, and a signature of its own")
    func retried() throws {
        let endpoint = try endpoint(secrets: [WebhookSecretTests.published])
        let delivery = SampleChanges.delivery(SampleChanges.change(.storyUpdated))
        let first = WebhookMessage.request(for: delivery, to: endpoint, at: Self.now)
        let again = SampleChanges.delivery(delivery.change, attempts: 3)
        let later = WebhookMessage.request(for: again, to: endpoint, at: Self.now.addingTimeInterval(300))
        #expect(later.body == first.body)
        #expect(later.header("webhook-id") == first.header("webhook-id"))
        #expect(later.header("webhook-timestamp") == "1614265630")
        #expect(try signatures(of: later) == [IndependentSignature.of(later, secret: WebhookSecretTests.published)])
        #expect(try signatures(of: later) != signatures(of: first))
    }

    @Test("A test message is one of a kind and marked as a test")
    func sample() throws {
        let delivery = SampleDelivery.make(for: "desk", at: Self.now)
        let request = WebhookMessage.request(for: delivery, to: try endpoint(secrets: []), at: Self.now)
        #expect(request.header("webhook-id") == "chg_-1614265330_desk")
        #expect(String(decoding: request.body, as: UTF8.self).contains("Test message from newswatch"))
    }

    @Test("Without a secret nothing is signed")
    func unsigned() throws {
        let request = WebhookMessage.request(
            for: SampleChanges.delivery(SampleChanges.change(.storyNew)), to: try endpoint(secrets: []), at: Self.now)
        #expect(request.header("webhook-signature") == nil)
    }

    @Test(
        "An id holds no full stop, no white space and no two names alike",
        arguments: [
            ("desk", "chg_7_desk"), ("night-desk_2", "chg_7_night-desk_2"), ("a.b", "chg_7_a~2eb"),
            ("a~2eb", "chg_7_a~7e2eb"), ("데스크 1\n", "chg_7_~eb~8d~b0~ec~8a~a4~ed~81~ac~201~0a"),
        ])
    func identifiers(name: String, expected: String) {
        #expect(WebhookMessage.identifier(change: ChangeID(rawValue: 7), endpoint: name) == expected)
    }

    @Test("No header can be split", arguments: WebhookFormat.allCases)
    func headers(format: WebhookFormat) throws {
        for text in SampleChanges.nastyTexts + ["x\r\nwebhook-id: forged"] {
            let request = WebhookMessage.request(
                for: SampleChanges.delivery(SampleChanges.monstrous(text)),
                to: try endpoint(format: format, secrets: []),
                at: Self.now)
            for header in request.headers {
                #expect(header.value.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(header.name)")
            }
        }
    }

    private func endpoint(format: WebhookFormat = .standard, secrets: [String]) throws -> WebhookEndpoint {
        WebhookEndpoint(
            name: "desk", url: "https://a.example/hook", secrets: try secrets.map { try WebhookSecret($0) },
            format: format)
    }

    private func signatures(of request: WebhookRequest) throws -> [String] {
        try #require(request.header("webhook-signature")).split(separator: " ").map(String.init)
    }
}

/// HMAC-SHA256 built from SHA-256 alone, as RFC 2104 writes it down.
private enum IndependentSignature {
    static func of(_ request: WebhookRequest, secret: String) throws -> String {
        let key = try #require(Data(base64Encoded: String(secret.dropFirst("whsec_".count))))
        let id = try #require(request.header("webhook-id"))
        let timestamp = try #require(request.header("webhook-timestamp"))
        let message = Array("\(id).\(timestamp).".utf8) + request.body
        let block = Array(key) + Array(repeating: 0, count: 64 - key.count)
        let inner = SHA256.hash(data: block.map { $0 ^ 0x36 } + message)
        let outer = SHA256.hash(data: block.map { $0 ^ 0x5C } + Array(inner))
        return "v1," + Data(outer).base64EncodedString()
    }
}
