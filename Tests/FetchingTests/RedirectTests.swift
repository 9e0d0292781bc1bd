import Fetching
import NewsModel
import TestSupport
import Testing

@Suite("Redirects")
struct RedirectTests {
    /// Each step is a status; the last one stands for the document.
    private func server(_ statuses: [Int]) throws -> ScriptedServer {
        try ScriptedServer { request in
            let hop = Int(request.target.dropFirst()) ?? 0
            guard hop < statuses.count else { return .answer(200, body: "<rss/>") }
            // Relative, as RFC 9110 section 10.2.2 allows.
            return .redirect(statuses[hop], to: "\(hop + 1)")
        }
    }

    @Test(
        "Only an unbroken chain of permanent redirects moves a feed",
        arguments: [
            ([301], "/1"), ([308], "/1"), ([301, 308, 301], "/3"), ([302], nil), ([307], nil), ([303], nil),
            ([301, 302], "/1"), ([301, 302, 301], "/1"), ([302, 301], nil), ([], nil),
        ] as [([Int], String?)]
    )
    func permanence(statuses: [Int], target: String?) async throws {
        let server = try server(statuses)
        let answer = try await makeFetcher().fetch(request(server.url("/0")))
        #expect(answer.text == "<rss/>")
        #expect(answer.finalURL == server.url("/\(statuses.count)"))
        #expect(answer.permanentURL == target.map { server.url($0) })
    }

    @Test("The document at the end of a redirect is asked for conditionally, and its validators count")
    func validatorsOfTheLastHop() async throws {
        let server = try ScriptedServer { request in
            request.target == "/0"
                ? .answer(301, headers: [("Location", "/1#top"), ("ETag", "\"redirect\"")])
                : .answer(304, headers: [("ETag", "\"document\"")])
        }
        let answer = try await makeFetcher().fetch(request(server.url("/0"), etag: "\"old\"", lastModified: "Friday"))
        #expect(answer.body == .unchanged)
        #expect(answer.permanentURL == server.url("/1"))
        #expect(answer.validators?.etag == "\"document\"")
        #expect(answer.validators?.lastModified == "Friday")
        #expect(server.requests.last?.header("If-None-Match") == "\"old\"")
    }

    @Test("A loop ends at the limit")
    func loop() async throws {
        let server = try ScriptedServer { request in .redirect(301, to: request.target) }
        let error = await makeFetcher { $0.redirects = 5 }.failure(request(server.url("/0")))
        #expect(error == .tooManyRedirects(limit: 5))
        #expect(error?.kind == .redirect)
        #expect(server.requests.count == 6)
    }

    @Test(
        "A redirect leads to http and https only",
        arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "dict://127.0.0.1/x"]
    )
    func otherScheme(target: String) async throws {
        let server = try ScriptedServer { _ in .redirect(to: target) }
        var request = request(server.url())
        request.allowsFile = true
        let error = await makeFetcher().failure(request)
        guard case .redirectRefused = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A redirect without a target is a refusal")
    func withoutTarget() async throws {
        let server = try ScriptedServer { _ in .answer(301) }
        #expect(await makeFetcher().failure(request(server.url())) == .refused(status: 301, retryAfter: nil))
    }

    @Test("Interim answers are passed over")
    func earlyHints() async throws {
        let server = try ScriptedServer { _ in
            .raw(
                "HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
            )
        }
        let answer = try await makeFetcher().fetch(request(server.url()))
        #expect(answer.status == 200)
        #expect(answer.validators == nil)
    }

    @Test(
        "Addresses beyond ASCII are sent percent-encoded, those within it as they are",
        arguments: [
            ("/뉴스/rss", "/%eb%89%b4%ec%8a%a4/rss"), ("/a b?c d", "/a%20b?c+d"), ("/a%2Fb?x=%EB", "/a%2Fb?x=%EB"),
            ("/?q=[1]|{2}", "/?q=[1]|{2}"),
        ]
    )
    func spelling(path: String, sent: String) async throws {
        let server = try ScriptedServer { request in
            request.target == "/redirect" ? .redirect(301, to: path) : .answer(200, body: "x")
        }
        let answer = try await makeFetcher().fetch(request(server.url(path)))
        #expect(answer.finalURL == server.url(sent))
        let redirected = try await makeFetcher().fetch(request(server.url("/redirect")))
        #expect(redirected.permanentURL == server.url(sent))
        #expect(server.requests.map(\.target) == [sent, "/redirect", sent])
    }
}
