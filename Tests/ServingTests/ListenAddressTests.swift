import Testing

@testable import Serving

@Suite("Where health is served, and to whom")
struct ListenAddressTests {
    @Test(
        "Addresses are read and known for local or not",
        arguments: [
            ("127.0.0.1:8711", .tcp(host: "127.0.0.1", port: 8711), true),
            ("127.8.0.9:1", .tcp(host: "127.8.0.9", port: 1), true),
            ("localhost:0", .tcp(host: "localhost", port: 0), true),
            ("[::1]:8711", .tcp(host: "::1", port: 8711), true),
            ("[0:0:0:0:0:0:0:1]:80", .tcp(host: "::1", port: 80), true),
            ("0.0.0.0:8711", .tcp(host: "0.0.0.0", port: 8711), false),
            ("[::]:65535", .tcp(host: "::", port: 65_535), false),
            ("192.0.2.7:8711", .tcp(host: "192.0.2.7", port: 8711), false),
            ("[::ffff:127.0.0.1]:8711", .tcp(host: "::ffff:127.0.0.1", port: 8711), false),
            ("unix:/run/newswatch/http.sock", .unix(path: "/run/newswatch/http.sock"), true),
        ] as [(String, ListenAddress, Bool)])
    func addresses(text: String, address: ListenAddress, isLocal: Bool) throws {
        let read = try ListenAddress(text)
        #expect(read == address)
        #expect(read.isLocal == isLocal)
        #expect(try ListenAddress(read.description) == read)
    }

    @Test(
        "What is no address is refused with advice",
        arguments: [
            ("", "HOST:PORT"), ("8711", "HOST:PORT"), ("127.0.0.1", "HOST:PORT"), ("127.0.0.1:", "HOST:PORT"),
            ("127.0.0.1:65536", "HOST:PORT"), ("127.0.0.1:-1", "HOST:PORT"), ("127.0.0.1:+80", "HOST:PORT"),
            ("127.1:80", "127.0.0.1"), ("127.0.0.1.evil.example:80", "127.0.0.1"), (":8711", "0.0.0.0"),
            ("*:8711", "0.0.0.0"), ("::1:8711", "[::1]"), ("[127.0.0.1]:80", "127.0.0.1"),
            ("unix:http.sock", "unix:/run"), ("unix:/\(String(repeating: "x", count: 107))", "shorter"),
            ("http://127.0.0.1:80", "127.0.0.1"),
        ])
    func refusals(text: String, advice: String) {
        do throws(ListenAddress.Fault) {
            Issue.record("'\(text)' was read as \(try ListenAddress(text))")
        } catch {
            #expect(error.advice.contains(advice), "\(error)")
        }
    }

    @Test(
        "A token is shown whole, as a bearer token, or not at all",
        arguments: [
            ("Bearer 0123456789abcdef", true), ("bearer  0123456789abcdef", true), ("Bearer 0123456789abcdeF", false),
            ("Bearer 0123456789abcdef0", false), ("Bearer 0123456789abcde", false),
            ("Bearer 0123456789abcdef0123456789abcdef", false), ("Basic 0123456789abcdef", false),
            ("0123456789abcdef", false), ("Bearer", false), ("", false), (nil, false),
        ] as [(String?, Bool)])
    func shown(authorization: String?, isShown: Bool) throws {
        #expect(try BearerToken("0123456789abcdef").isShown(in: authorization) == isShown)
    }

    @Test("A token that could be guessed or not be sent is refused")
    func badTokens() {
        #expect(throws: BearerToken.Fault.tooShort(characters: 15)) { try BearerToken("0123456789abcde") }
        #expect(throws: BearerToken.Fault.notSendable) { try BearerToken("0123456789abcdef ghi") }
        #expect(throws: BearerToken.Fault.notSendable) { try BearerToken("pässwörter sind lang") }
    }
}
