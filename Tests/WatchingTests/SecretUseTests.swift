import Foundation
import TestSupport
import Testing

@testable import Watching

/// An operator reads and checks as another user, without the service's credentials and environment.
@Suite("Which commands need a webhook's secret")
struct SecretUseTests {
    private static let secret = "whsec_c2l4dGVlbiBieXRlcyBhdCBsZWFzdCBmb3IgdGhpcw=="

    @Test(
        "A command that sends needs it, a check looks as far as it can, a reader never looks",
        arguments: [
            ("secret_credential: desk", [:], [.unread, .reachable]),
            ("secret_credential: desk", ["CREDENTIALS_DIRECTORY": "/nowhere"], [.unread]),
            ("secret_env: DESK", [:], [.unread, .reachable]),
            ("secret_env: DESK", ["DESK": secret], [.unread, .reachable, .required]),
            ("secret_file: nowhere.secret", [:], [.unread]),
            ("secret: \(secret)", [:], [.unread, .reachable, .required]),
        ] as [(source: String, environment: [String: String], works: Set<SecretUse>)])
    func use(source: String, environment: [String: String], works: Set<SecretUse>) async throws {
        try await withTemporaryFolder { folder in
            let notify = "webhooks: [{ name: desk, url: 'https://receiver.example/', \(source) }]"
            _ = try await TestWatch(in: folder, feeds: [])
            let file = folder.appendingPathComponent("newswatch.yaml")
            let text = try String(contentsOf: file, encoding: .utf8)
            try text.replacingOccurrences(of: "baseline: alert", with: notify)
                .write(to: file, atomically: true, encoding: .utf8)
            for use in [SecretUse.unread, .reachable, .required] {
                let plan = try? Plan.load(at: file, environment: environment, secrets: use)
                #expect((plan != nil) == works.contains(use), "\(use)")
            }
        }
    }
}
