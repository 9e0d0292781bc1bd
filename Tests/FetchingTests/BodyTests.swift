import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

@Suite("Bodies")
struct BodyTests {
    private static let document = #"<rss version="2.0"><channel><title>Compressed</title></channel></rss>"#
    private static let compressed = [
        "gzip": "H4sIAAAAAAACA7MpKi5WKEstKs7Mz7NVMtIzULKzSc5IzMtLzbGzKcksyUm1c87PLShKLS5OTbHRh4jY6MOV"
            + "6AP12wEAvbx2O0UAAAA=",
        "deflate": "eJyzKSouVihLLSrOzM+zVTLSM1Cys0nOSMzLS82xsynJLMlJtXPOzy0oSi0uTk2x0YeI2OjDlegD9dsBAEyJGFw=",
        "br": "G0QAwJwHdsPHByTqFdfl5VnpwzPXMm1vcvIFZqhEXBzjwHW5a58H2oeJHElp8r39m88wsonKmdi7EQgAngc=",
        "zstd": "KLUv/SBFBQIAZAM8cnNzIHZlcnNpb249IjIuMCI+PGNoYW5uZWw+PHRpdGxlPkNvbXByZXNzZWQ8LzwvL3Jzcz4CAEYV/BpmGQ==",
    ]
    /// 64 MiB of zeros.
    private static let bombs = [
        "br": "y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v0f////4J8AiMMCAN37P/7//8E/ARCHBQC693/8//+DfwIgDgsAdO//+P//"
            + "B/8EQBwWAOje//H//w/+"
            + "CYA4LADQvf/j//8f/BMAcVgAoHv/Nw==",
        "gzip, gzip": "H4sIAAAAAAACA+3cr05CcRTA8YtcNyYbYiAZ5BGIFAYazAbNjgcgkmVzJgsvQWZjc7PSeAO02f0TnDM5L9z7GL/z+aSTTzw7"
            + "+549NrLSQf1jXavth9n8f/nVOMoAAACAxM1e7+vlMSDrFtvLqxsAAAAgdePjVl4dBf5uT8+tAwAAAJL3MOi3qw+B77tJbh0AAACQvM7v"
            + "26i6BWyKp5Nr+wAAAIDkvQgGAAAAQCiCAQAAABCLYAAAAADEIhgAAAAAwQgGAAAAQCyCAQAAABCLYAAAAADEIhgAAAAAwQgGAAAAQCyC"
            + "AQAAABDLYtDvlo8B7Z9iOrw4zAAAAIjkufnZe1/th3wHPEzs+uL+AAA=",
    ]

    @Test("Every encoding that is asked for is decoded", arguments: ["gzip", "deflate", "br", "zstd"])
    func encodings(name: String) async throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.compressed[name] ?? "")))
        let server = try ScriptedServer { _ in .answer(200, headers: [("Content-Encoding", name)], body: bytes) }
        #expect(try await makeFetcher().fetch(request(server.url())).text == Self.document)
    }

    @Test("A small body that grows beyond the limit is stopped there", arguments: ["br", "gzip, gzip"])
    func bomb(encoding: String) async throws {
        let bytes = [UInt8](try #require(Data(base64Encoded: Self.bombs[encoding] ?? "")))
        let server = try ScriptedServer { _ in .answer(200, headers: [("Content-Encoding", encoding)], body: bytes) }
        let error = await makeFetcher().failure(request(server.url(), bodyLimitBytes: 1 << 20))
        #expect(error == .bodyTooLarge(limitBytes: 1 << 20))
        #expect(error?.kind == .tooLarge)
    }

    @Test(
        "The limit counts bytes, and the last one may still come",
        arguments: [(99, false), (100, false), (101, true), (100_000, true)]
    )
    func limit(size: Int, isTooLarge: Bool) async throws {
        let server = try ScriptedServer { request in
            let body = [UInt8](repeating: 65, count: size)
            guard request.target == "/without-length" else { return .answer(200, body: body) }
            return ScriptedAnswer(steps: [.bytes(ScriptedAnswer.head(200) + body), .close])
        }
        for path in ["/", "/without-length"] {
            let error = await makeFetcher().failure(request(server.url(path), bodyLimitBytes: 100))
            #expect(error == (isTooLarge ? .bodyTooLarge(limitBytes: 100) : nil))
        }
    }

    @Test("Many large documents at once are bounded together; small ones and the next ones are not hurt")
    func buffer() async throws {
        let gate = Gate()
        let (part, rest) = ([UInt8](repeating: 65, count: 3 << 19), [UInt8](repeating: 66, count: 1 << 18))
        let server = try ScriptedServer { request in
            guard request.target == "/large" else { return .answer(200, body: "small") }
            let head = ScriptedAnswer.head(200, headers: [("Content-Length", "\(part.count + rest.count)")])
            return ScriptedAnswer(steps: [.bytes(head + part), .wait(gate), .bytes(rest)])
        }
        let fetcher = makeFetcher {
            $0.connectionsPerHost = 0
            $0.bufferLimitBytes = 2 << 20
        }
        let large = request(server.url("/large"), bodyLimitBytes: 1 << 22)
        await withTaskGroup(of: FetchError?.self) { group in
            for _ in 0..<2 { group.addTask { await fetcher.failure(large) } }
            // One waits at the gate with its part, so it is the other one that ends.
            #expect(await group.next() == .tooMuchAtOnce)
            #expect(await fetcher.failure(request(server.url("/small"))) == nil)
            gate.open()
            #expect(await group.next() == .some(nil))
        }
        #expect(try await fetcher.fetch(large).body == .content(part + rest))
    }

    @Test(
        "Half an answer is no answer",
        arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
            "",
        ]
    )
    func brokenOff(answer: String) async throws {
        let server = try ScriptedServer { _ in .raw(answer) }
        let error = await makeFetcher().failure(request(server.url()))
        guard case .brokenOff = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.kind == .connect)
    }

    @Test("What is no HTTP is named so", arguments: ["hello\r\n\r\n", "220 ftp.example.org ready\r\n"])
    func badAnswer(answer: String) async throws {
        let server = try ScriptedServer { _ in .raw(answer) }
        let error = await makeFetcher().failure(request(server.url()))
        guard case .badAnswer = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "A document that is not in the encoding that its server names is asked for once more without any",
        arguments: ["gzip", "utf-8", "br, gzip"]
    )
    func wrongEncoding(name: String) async throws {
        let server = try ScriptedServer { _ in
            .answer(200, headers: [("Content-Encoding", name)], body: "<rss>plain</rss>")
        }
        let fetcher = makeFetcher()
        #expect(try await fetcher.fetch(request(server.url(), etag: "\"a\"")).text == "<rss>plain</rss>")
        #expect(server.requests.map { $0.header("Accept-Encoding") == nil } == [false, true])
        #expect(server.requests.map { $0.header("If-None-Match") } == ["\"a\"", "\"a\""])
        // The next fetch takes encodings again.
        _ = try await fetcher.fetch(request(server.url()))
        #expect(server.requests.count == 4)
        #expect(server.requests.dropFirst(2).first?.header("Accept-Encoding") != nil)
    }

    @Test("An empty document is a failure of its own", arguments: [200, 204])
    func empty(status: Int) async throws {
        let server = try ScriptedServer { _ in .answer(status) }
        let error = await makeFetcher().failure(request(server.url()))
        #expect(error == .emptyBody)
        #expect(error?.kind == .empty)
    }

    @Test(
        "Endless headers end the transfer",
        arguments: ["X-A: b\r\n", "X-A: \(String(repeating: "b", count: 5000))\r\n"]
    )
    func endlessHeaders(line: String) async throws {
        let server = try ScriptedServer { _ in
            ScriptedAnswer(steps: [.bytes(Array("HTTP/1.1 200 OK\r\n".utf8)), .endless(Array(line.utf8))])
        }
        #expect(await makeFetcher().failure(request(server.url())) == .headersTooLarge)
    }

    @Test("The body of a refusal is not kept, and its status stands even if that body has no end")
    func endlessRefusal() async throws {
        let server = try ScriptedServer { _ in
            ScriptedAnswer(steps: [
                .bytes(ScriptedAnswer.head(503, headers: [("Retry-After", "120")])),
                .endless([UInt8](repeating: 65, count: 4096)),
            ])
        }
        let error = await makeFetcher().failure(request(server.url()))
        #expect(error == .refused(status: 503, retryAfter: "120"))
    }
}
