import Testing

@testable import Serving

@Suite("What the health pages answer")
struct HealthPagesTests {
    private func pages(token: String? = nil, problems: [String] = []) throws -> HealthPages {
        HealthPages(
            token: try token.map { try BearerToken($0) }, problems: { problems }, metrics: { "a_metric 1\n" },
            status: { "{}" })
    }

    @Test(
        "Each page says what it is asked for",
        arguments: [
            ("GET", "/healthz", 200, "alive\n"), ("HEAD", "/healthz", 200, "alive\n"),
            ("GET", "/readyz", 200, "ready\n"),
            ("GET", "/metrics", 200, "a_metric 1\n"), ("GET", "/status", 200, "{}\n"),
            ("GET", "/", 200, "/healthz\n/readyz\n/metrics\n/status\n"),
            ("GET", "/metrics/../etc/passwd", 404, "there are /healthz, /readyz, /metrics and /status\n"),
            ("POST", "/metrics", 405, "only GET and HEAD are answered\n"),
            ("DELETE", "/healthz", 405, "only GET and HEAD are answered\n"),
        ])
    func pages(method: String, path: String, status: Int, body: String) async throws {
        let answer = try await pages().answer(method, path, authorization: nil)
        #expect(answer.status == status)
        #expect(answer.body == body)
    }

    @Test("What keeps the watch from its work is told line by line with 503, and it still lives")
    func notReady() async throws {
        let pages = try pages(problems: ["the store does not answer: disk I/O error", "stuck: scheduler"])
        let answer = await pages.answer("GET", "/readyz", authorization: nil)
        #expect(answer.status == 503)
        #expect(answer.body == "the store does not answer: disk I/O error\nstuck: scheduler\n")
        #expect(await pages.answer("GET", "/healthz", authorization: nil).status == 200)
    }

    @Test(
        "With a token, only the sign of life is for everybody",
        arguments: ["/", "/readyz", "/metrics", "/status", "/x"])
    func token(path: String) async throws {
        let pages = try pages(token: "0123456789abcdef")
        let refused = await pages.answer("GET", path, authorization: "Bearer wrong")
        #expect(refused.status == 401)
        #expect(refused.challenge?.hasPrefix("Bearer") == true)
        #expect(!refused.body.contains("a_metric"))
        #expect(await pages.answer("GET", path, authorization: "Bearer 0123456789abcdef").status != 401)
        #expect(await pages.answer("GET", "/healthz", authorization: nil).status == 200)
    }
}
