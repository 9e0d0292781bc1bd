import Foundation
import Serving
import StrictYAML
import TestSupport
import Testing

@testable import Watching

@Suite("The settings of the health pages")
struct HTTPSettingsTests {
    private static let token = "0123456789abcdef0123"

    /// The plan of a small watch with this `http:` section, in YAML's flow style.
    private func plan(_ http: String, environment: [String: String] = [:], in folder: URL) throws -> Plan {
        try TestWatch.topic.write(to: folder.appendingPathComponent("topic.yaml"), atomically: true, encoding: .utf8)
        _ = try TestWatch.plan(in: folder, [], "baseline: alert", "")
        let file = folder.appendingPathComponent("newswatch.yaml")
        let text = "topic: topic.yaml\nfeeds: feeds.yaml\nstate: state\nhttp: \(http)\n"
        try text.write(to: file, atomically: true, encoding: .utf8)
        try "\(Self.token)\n".write(to: folder.appendingPathComponent("good"), atomically: true, encoding: .utf8)
        try "a b".write(to: folder.appendingPathComponent("two"), atomically: true, encoding: .utf8)
        return try Plan.load(at: file, environment: environment)
    }

    @Test(
        "Where and to whom",
        arguments: [
            ("{ listen: '127.0.0.1:8711' }", .tcp(host: "127.0.0.1", port: 8711), false),
            ("{ listen: '[::1]:8711' }", .tcp(host: "::1", port: 8711), false),
            ("{ listen: 'unix:/run/n.sock' }", .unix(path: "/run/n.sock"), false),
            ("{ listen: '0.0.0.0:8711', token_file: good }", .tcp(host: "0.0.0.0", port: 8711), true),
            ("{ listen: 'localhost:1', token_env: TOKEN }", .tcp(host: "localhost", port: 1), true),
        ] as [(String, ListenAddress, Bool)])
    func good(http: String, address: ListenAddress, isGuarded: Bool) async throws {
        try await withTemporaryFolder { folder in
            let service = try #require(try plan(http, environment: ["TOKEN": Self.token], in: folder).http)
            #expect(service.address == address)
            #expect((service.token?.value == Self.token) == isGuarded)
        }
    }

    @Test("Without the section nothing is served")
    func absent() async throws {
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [])
            #expect(test.watch.parts.plan.http == nil)
        }
    }

    @Test(
        "What is wrong is told at its place, with what to do",
        arguments: [
            ("{ }", "4:7: error: 'listen' is missing; add listen: 127.0.0.1:8711"),
            ("{ listen: here }", "4:17: error: 'here' is no address to listen at; write HOST:PORT"),
            ("{ listn: 'x' }", "4:9: error: unknown key 'listn'; did you mean 'listen'?"),
            (
                "{ listen: '0.0.0.0:8711' }",
                "4:17: error: whoever reaches 0.0.0.0:8711 could read what is watched; add token_file"
            ),
            ("{ listen: '[::]:8711' }", "4:17: error: whoever reaches [::]:8711 could read what is watched"),
            ("{ listen: '192.0.2.1:1', token_env: NONE }", "error: the environment variable NONE is not set"),
            (
                "{ listen: '127.0.0.1:1', token_file: none }",
                "cannot be read; set it, or name another source of the token"
            ),
            ("{ listen: '127.0.0.1:1', token_file: two }", "error: 2 tokens stand there; keep one"),
            ("{ listen: '127.0.0.1:1', token_env: SHORT }", "error: the token has 5 characters and could be guessed"),
            ("{ listen: '127.0.0.1:1', token_credential: t }", "error: systemd gave no credentials"),
            ("{ listen: '127.0.0.1:1', token_env: A, token_file: good }", "both name the token; keep one of them"),
        ])
    func bad(http: String, message: String) async throws {
        try await withTemporaryFolder { folder in
            let problems = #expect(throws: Problems.self) {
                try plan(http, environment: ["SHORT": "short", "A": Self.token], in: folder)
            }
            let text = problems?.description ?? ""
            #expect(text.contains(message), "\(text)")
            #expect(!text.contains(Self.token))
        }
    }
}
