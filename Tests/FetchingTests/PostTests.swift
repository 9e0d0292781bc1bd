import Fetching
import NewsModel
import TestSupport
import Testing

@Suite("Posting")
struct PostTests {
    private func post(_ url: String, _ headers: [PostRequest.Header] = [], body: String = "{}") -> PostRequest {
        PostRequest(url: url, headers: headers, body: Array(body.utf8), timeout: .seconds(20))
    }

    @Test("Headers and body arrive as given")
    func arrives() async throws {
        let server = try ScriptedServer { _ in .answer(202, headers: [("Retry-After", "5")], body: "taken") }
        let body = String(repeating: "é", count: 600_000)
        let headers = [PostRequest.Header("webhook-id", "chg_1_desk"), .init("Content-Type", "application/json")]
        let answer = try await makeFetcher().post(post(server.url("/hook"), headers, body: body))
        #expect(answer == PostAnswer(status: 202, retryAfter: "5", body: Array("taken".utf8)))
        let asked = try #require(server.requests.first)
        #expect(asked.method == "POST")
        #expect(asked.target == "/hook")
        #expect(asked.header("webhook-id") == "chg_1_desk")
        #expect(asked.header("Content-Type") == "application/json")
        #expect(asked.header("Expect") == nil)
        #expect(asked.body == Array(body.utf8))
    }

    @Test("A redirect is an answer and is not followed", arguments: [301, 302, 307, 308])
    func redirect(status: Int) async throws {
        let server = try ScriptedServer { _ in .redirect(status, to: "/elsewhere") }
        #expect(try await makeFetcher().post(post(server.url("/hook"))).status == status)
        #expect(server.requests.map(\.target) == ["/hook"])
    }

    @Test("Of a long answer the first KiB is kept")
    func longAnswer() async throws {
        let server = try ScriptedServer { _ in
            ScriptedAnswer(steps: [.bytes(ScriptedAnswer.head(500)), .endless([UInt8](repeating: 65, count: 4096))])
        }
        let answer = try await makeFetcher().post(post(server.url()))
        #expect(answer.status == 500)
        #expect(answer.body == [UInt8](repeating: 65, count: 1024))
    }

    @Test(
        "A header that is more than one line is refused",
        arguments: [("a\r\nb", "c"), ("a", "b\r\nc: d"), ("", "b"), ("a b", "c")]
    )
    func injection(name: String, value: String) async throws {
        let server = try ScriptedServer { _ in .answer(200) }
        await #expect(throws: FetchError.self) {
            try await makeFetcher().post(post(server.url(), [.init(name, value)]))
        }
        #expect(server.requests.isEmpty)
    }

    @Test("A fetch after a post on the same fetcher is an ordinary fetch, an empty body is an ordinary body")
    func mixed() async throws {
        let server = try ScriptedServer { request in .answer(200, body: "\(request.method) \(request.body.count)") }
        let fetcher = makeFetcher()
        for _ in 0..<2 {
            #expect(try await fetcher.post(post(server.url(), body: "")).body == Array("POST 0".utf8))
            #expect(try await fetcher.fetch(request(server.url())).text == "GET 0")
        }
    }
}
