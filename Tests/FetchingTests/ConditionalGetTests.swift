import Fetching
import NewsModel
import TestSupport
import Testing

@Suite("Conditional GET")
struct ConditionalGetTests {
    @Test("The first answer gives the document, its headers and what to ask with next time")
    func firstAnswer() async throws {
        let server = try ScriptedServer { _ in
            .answer(
                200,
                headers: [
                    ("ETag", #"W/"a-1""#), ("Last-Modified", "Fri, 20 Nov 2026 08:00:00 GMT"),
                    ("Content-Type", "application/rss+xml; charset=utf-8"), ("cache-control", "public"),
                    ("Cache-Control", "max-age=600"), ("Expires", "0"), ("Date", "Sat, 21 Nov 2026 08:00:00 GMT"),
                    ("Retry-After", "7"),
                ],
                body: "<rss/>"
            )
        }
        let answer = try await makeFetcher().fetch(request(server.url("/feed")))
        #expect(answer.text == "<rss/>")
        #expect(answer.status == 200)
        #expect(answer.finalURL == server.url("/feed"))
        #expect(answer.permanentURL == nil)
        #expect(answer.validators?.etag == #"W/"a-1""#)
        #expect(answer.validators?.lastModified == "Fri, 20 Nov 2026 08:00:00 GMT")
        #expect(answer.contentType == "application/rss+xml; charset=utf-8")
        #expect(answer.cacheControl == "public, max-age=600")
        #expect(answer.expires == "0")
        #expect(answer.date == "Sat, 21 Nov 2026 08:00:00 GMT")
        #expect(answer.retryAfter == "7")
    }

    @Test(
        "Both validators are echoed byte for byte",
        arguments: [
            (#""plain""#, "Fri, 20 Nov 2026 08:00:00 GMT"), (#"W/"weak""#, nil), ("no quotes at all", "yesterday"),
            (nil, "Thu, 1 Jan 1970 00:00:00 +0000"), (#""with "quotes" inside""#, nil), (#""наш-etag-é""#, nil),
            (#""a,b;c=d""#, "0"),
        ] as [(String?, String?)]
    )
    func echo(etag: String?, lastModified: String?) async throws {
        let server = try ScriptedServer { _ in .answer(304) }
        let answer = try await makeFetcher().fetch(request(server.url(), etag: etag, lastModified: lastModified))
        #expect(answer.body == .unchanged)
        #expect(answer.validators == Validators(etag: etag, lastModified: lastModified))
        #expect(server.requests.first?.header("If-None-Match") == etag)
        #expect(server.requests.first?.header("If-Modified-Since") == lastModified)
    }

    @Test("A 304 replaces each validator that it holds and leaves the other")
    func notModifiedWithNewETag() async throws {
        let server = try ScriptedServer { _ in .answer(304, headers: [("ETag", #""second""#)]) }
        let answer = try await makeFetcher().fetch(request(server.url(), etag: #""first""#, lastModified: "Friday"))
        #expect(answer.validators == Validators(etag: #""second""#, lastModified: "Friday"))
    }

    @Test("A new document takes nothing over from the validators of the old one")
    func contentWithFewerValidators() async throws {
        let server = try ScriptedServer { request in
            request.target == "/none"
                ? .answer(200, body: "x") : .answer(200, headers: [("Last-Modified", "Friday")], body: "x")
        }
        let fetcher = makeFetcher()
        let one = try await fetcher.fetch(request(server.url("/one"), etag: #""old""#, lastModified: "Friday"))
        #expect(one.validators == Validators(etag: nil, lastModified: "Friday"))
        let none = try await fetcher.fetch(request(server.url("/none"), etag: #""old""#, lastModified: "Friday"))
        #expect(none.validators == nil)
    }

    @Test(
        "A validator that would leave its line is never sent",
        arguments: ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\u{0}b", "\u{7F}", ""]
    )
    func injection(etag: String) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: "x") }
        _ = try await makeFetcher().fetch(request(server.url(), etag: etag, lastModified: "Friday"))
        let asked = try #require(server.requests.first)
        #expect(asked.header("If-None-Match") == nil)
        #expect(asked.header("X-Evil") == nil)
        #expect(asked.header("If-Modified-Since") == "Friday")
    }

    @Test("A validator that cannot be kept byte for byte is not kept")
    func validatorInAnotherEncoding() async throws {
        let head = Array("HTTP/1.1 200 OK\r\nETag: \"".utf8) + [0xE9] + Array("\"\r\nContent-Length: 1\r\n\r\nx".utf8)
        let server = try ScriptedServer { _ in ScriptedAnswer(steps: [.bytes(head)]) }
        let answer = try await makeFetcher().fetch(request(server.url()))
        #expect(answer.validators == nil)
    }

    @Test("304 to a question that was not conditional is a failure, for there is no document that it speaks of")
    func notModifiedWithoutValidators() async throws {
        let server = try ScriptedServer { _ in .answer(304, headers: [("ETag", #""x""#)]) }
        #expect(await makeFetcher().failure(request(server.url())) == .refused(status: 304, retryAfter: nil))
    }

    @Test("An honest reader: its name, no cookie, no referrer, all encodings")
    func courtesy() async throws {
        let server = try ScriptedServer { request in
            request.target == "/a"
                ? .answer(302, headers: [("Location", "/b"), ("Set-Cookie", "a=1; Path=/")])
                : .answer(200, headers: [("Set-Cookie", "b=2; Path=/")], body: "x")
        }
        let fetcher = makeFetcher()
        for _ in 0..<2 { _ = try await fetcher.fetch(request(server.url("/a"))) }
        let asked = server.requests
        #expect(asked.map(\.target) == ["/a", "/b", "/a", "/b"])
        #expect(server.connections == 1)
        for one in asked {
            #expect(one.header("User-Agent") == "newswatch/test (+https://example.org/reader)")
            #expect(one.header("Cookie") == nil)
            #expect(one.header("Referer") == nil)
            #expect(one.header("Accept-Encoding")?.contains("gzip") == true)
            #expect(one.header("Accept")?.hasPrefix("application/atom+xml") == true)
        }
    }

    @Test("What looks like a header after the body is not believed")
    func trailers() async throws {
        let server = try ScriptedServer { _ in
            .raw(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"head\"\r\n\r\n"
                    + "1\r\nx\r\n0\r\nETag: \"trailer\"\r\n\r\n"
            )
        }
        let answer = try await makeFetcher().fetch(request(server.url()))
        #expect(answer.validators?.etag == "\"head\"")
    }
}
