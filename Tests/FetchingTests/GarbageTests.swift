import Fetching
import NewsModel
import TestSupport
import Testing

@Suite("Servers that answer anything at all", .timeLimit(.minutes(1)))
struct GarbageTests {
    /// A generator whose numbers depend on its seed alone (splitmix64).
    private struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let pieces = [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.1 304 Not Modified\r\n", "HTTP/1.0 301 \r\n", "HTTP/9.9 999 ?\r\n",
        "HTTP/1.1 -1\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n", "\r\n", "\n", "\r\n\r\n", "ETag: \"a\"\r\n", "ETag:\r\n", "ETag\r\n", ": \r\n",
        " folded\r\n",
        "Content-Length: 5\r\n", "Content-Length: -1\r\n", "Content-Length: 99999999999999999999\r\n",
        "Location: /\r\n",
        "Location: http://[::1\r\n", "Location: ////\r\n", "Location: \u{0}\r\n", "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Content-Encoding: zstd, gzip, br, deflate, x\r\n",
        "FFFFFFFFFFFFFFFFF\r\n", "5\r\nhello\r\n", "0\r\n\r\n", "Retry-After: 99999999999999999999\r\n",
        "\u{0}\u{0}\u{0}", "é日本",
        "<rss/>", "<!DOCTYPE html>",
    ]

    @Test("Every fetch ends, with an answer or an error, and the fetcher goes on", arguments: 0..<20)
    func garbage(seed: UInt64) async throws {
        let server = try ScriptedServer { request in
            guard request.target != "/sane" else { return .answer(200, body: "<rss/>") }
            var random = SeededGenerator(state: seed &* 1000 &+ UInt64(request.number))
            var bytes = random.next() % 4 == 0 ? [] : Array("HTTP/1.1 200 OK\r\n".utf8)
            for _ in 0..<Int.random(in: 0..<20, using: &random) {
                bytes += Array((Self.pieces.randomElement(using: &random) ?? "").utf8)
                if random.next() % 8 == 0 { bytes.append(UInt8.random(in: 0...255, using: &random)) }
            }
            return ScriptedAnswer(steps: [.bytes(bytes), .close])
        }
        let fetcher = makeFetcher { $0.connectionsPerHost = 4 }
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let validators = number.isMultiple(of: 2) ? "\"a\"" : nil
                group.addTask { _ = await fetcher.failure(request(server.url("/\(number)"), etag: validators)) }
            }
        }
        #expect(try await fetcher.fetch(request(server.url("/sane"))).text == "<rss/>")
    }
}
