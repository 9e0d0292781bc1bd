import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

@Suite("Secure connections", .timeLimit(.minutes(1)))
struct TLSTests {
    private static let openssl = "/usr/bin/openssl"
    private static let hasOpenSSL = FileManager.default.isExecutableFile(atPath: openssl)

    @Test("A server that does not speak TLS is a matter of TLS")
    func plainServer() async throws {
        let server = try ScriptedServer { _ in .answer(200, body: "x") }
        let error = await makeFetcher().failure(request("https://127.0.0.1:\(server.port)/"))
        #expect(error?.kind == .tls)
    }

    @Test("A certificate that nobody vouches for is refused, unless the feed names it", .enabled(if: hasOpenSSL))
    func ownCertificate() async throws {
        try await withTemporaryFolder { folder in
            try Self.run(
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out",
                    "cert.pem",
                ], in: folder)
            try Data("HTTP/1.0 200 OK\r\n\r\n<rss/>".utf8).write(to: folder.appendingPathComponent("feed"))
            let server = Process()
            let output = Pipe()
            server.executableURL = URL(fileURLWithPath: Self.openssl)
            server.arguments = ["s_server", "-accept", "127.0.0.1:0", "-key", "key.pem", "-cert", "cert.pem", "-HTTP"]
            server.currentDirectoryURL = folder
            server.standardOutput = output
            server.standardError = FileHandle.nullDevice
            try server.run()
            defer {
                // Not SIGTERM, which a child of a thread that blocks it never sees.
                kill(server.processIdentifier, SIGKILL)
                server.waitUntilExit()
            }
            let url = "https://localhost:\(try Self.port(in: output))/feed"
            let fetcher = makeFetcher()
            #expect(await fetcher.failure(request(url))?.kind == .tls)
            var trusting = request(url)
            trusting.certificateFile = folder.appendingPathComponent("cert.pem").path
            #expect(try await fetcher.fetch(trusting).text == "<rss/>")
            // Neither the handle nor the connection of the feed that trusts it serves another feed.
            #expect(await fetcher.failure(request(url))?.kind == .tls)
            trusting.certificateFile = folder.appendingPathComponent("none.pem").path
            #expect(await fetcher.failure(trusting)?.kind == .tls)
        }
    }

    private static func run(_ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: openssl)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    /// The port of the line `ACCEPT 127.0.0.1:40123`.
    private static func port(in output: Pipe) throws -> Int {
        var text = ""
        while !text.contains("\n") || !text.contains("ACCEPT") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT") }
        return try #require(line?.split(separator: ":").last.flatMap { Int($0) })
    }
}
