import Foundation
import Logging
import TestSupport
import Testing

@testable import Serving

@Suite("The health server on a real socket", .timeLimit(.minutes(1)))
struct HealthServerTests {
    private static let pages = HealthPages(
        token: nil, problems: { [] }, metrics: { "a_metric 1\n" }, status: { "{}" })
    private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Serves while the body runs, and returns once the server has ended.
    private func serving(
        at address: ListenAddress, pages: HealthPages = pages, _ body: (ListenAddress) async throws -> Void
    ) async throws {
        let server = HealthServer(address: address, pages: pages, log: log)
        let (addresses, bound) = AsyncStream.makeStream(of: ListenAddress.self)
        let task = Task { try await server.run { bound.yield($0) } }
        defer { task.cancel() }
        var iterator = addresses.makeAsyncIterator()
        try await body(try #require(await iterator.next()))
        task.cancel()
        try await task.value
    }

    private static func get(_ path: String, _ method: String = "GET") -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    }

    @Test("Pages are served at a free port and at a socket, which is closed to others")
    func pagesServed() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("http.sock").path
            // The second start at the socket finds the file of the first one and replaces it.
            for address in [.tcp(host: "127.0.0.1", port: 0), .unix(path: path), .unix(path: path)] as [ListenAddress] {
                try await serving(at: address) { real in
                    let answer = try await RawHTTP.ask(real, Self.get("/metrics"))
                    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
                    #expect(
                        answer.lowercased().contains("\r\ncontent-type: text/plain; version=0.0.4; charset=utf-8\r\n"))
                    #expect(answer.hasSuffix("\r\n\r\na_metric 1\n"))
                    let head = try await RawHTTP.ask(real, Self.get("/metrics", "HEAD"))
                    #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
                    #expect(head.hasSuffix("\r\n\r\n"))
                    guard case .unix = real else { return }
                    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                    #expect(mode == 0o660)
                }
            }
        }
    }

    @Test("A port in use is told with what to do")
    func portInUse() async throws {
        try await serving(at: .tcp(host: "127.0.0.1", port: 0)) { real in
            let second = HealthServer(address: real, pages: Self.pages, log: log)
            let error = await #expect(throws: ServingError.self) { try await second.run { _ in } }
            #expect(error?.description.contains("another program listens there") == true)
        }
    }

    @Test("A socket in a folder that does not exist is told with what to do")
    func missingFolder() async {
        let server = HealthServer(address: .unix(path: "/nonexistent/http.sock"), pages: Self.pages, log: log)
        let error = await #expect(throws: ServingError.self) { try await server.run { _ in } }
        #expect(error?.description.contains("folder does not exist") == true)
    }

    struct Garbage: CustomTestStringConvertible {
        let testDescription: String
        let text: String

        static let all = [
            Garbage(testDescription: "a word", text: "nonsense\r\n\r\n"),
            Garbage(testDescription: "a version that does not exist", text: "GET / HTTP/9.9\r\n\r\n"),
            Garbage(
                testDescription: "an endless header",
                text: "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "y", count: 40_000))\r\n\r\n"),
            Garbage(testDescription: "the beginning of TLS", text: "\u{16}\u{3}\u{1}\u{2}\u{0}"),
        ]
    }

    @Test("What is no request is refused, and the server goes on", arguments: Garbage.all)
    func garbage(_ garbage: Garbage) async throws {
        try await serving(at: .tcp(host: "127.0.0.1", port: 0)) { real in
            let answer = try await RawHTTP.ask(real, garbage.text)
            #expect(!answer.hasPrefix("HTTP/1.1 200"))
            #expect(try await RawHTTP.ask(real, Self.get("/healthz")).hasSuffix("alive\n"))
        }
    }

    @Test("A client that never asks and one that never reads do not hold up the end")
    func hangingClients() async throws {
        let large = HealthPages(
            token: nil, problems: { [] }, metrics: { String(repeating: "x", count: 16 << 20) }, status: { "{}" })
        var hanging: [FileHandle] = []
        try await serving(at: .tcp(host: "127.0.0.1", port: 0), pages: large) { real in
            hanging = try [RawHTTP.connect(real), RawHTTP.connect(real)]
            try hanging[1].write(contentsOf: Data("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            #expect(try await RawHTTP.ask(real, Self.get("/healthz")).hasSuffix("alive\n"))
        }
        for socket in hanging { try socket.close() }
    }
}
