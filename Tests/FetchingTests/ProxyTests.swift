import Fetching
import Foundation
import NewsModel
import TestSupport
import Testing

@Suite("Proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
    private func request(_ url: String, through proxy: String) -> FetchRequest {
        var request = FetchingTests.request(url)
        request.proxy = proxy
        return request
    }

    @Test("Every hop is looked at: a private address behind a proxy's back is refused by its spelling")
    func privateAddresses() async throws {
        // The proxy is the operator's own and may be private; it answers for every host.
        let proxy = try ScriptedServer { request in
            request.target.contains("feed.example")
                ? .redirect(to: "http://0x7f.1/admin") : .answer(200, body: "secret")
        }
        let fetcher = makeFetcher { $0.privateAddresses = .deny }
        func failure(_ url: String) async -> FetchError? { await fetcher.failure(request(url, through: proxy.url())) }
        #expect(await failure("http://feed.example/rss") == .addressRefused("127.0.0.1"))
        #expect(await failure("http://192.168.0.1/rss") == .addressRefused("192.168.0.1"))
        #expect(await failure("http://2130706433/rss") == .addressRefused("127.0.0.1"))
        #expect(await failure("http://[::ffff:10.0.0.1]/rss")?.kind == .forbidden)
        #expect(await failure("http://[64:ff9b::7f00:1]/rss")?.kind == .forbidden)
        #expect(await failure("http://LocalHost./rss") == .addressRefused("localhost"))
        #expect(try await fetcher.fetch(request("http://other.example/rss", through: proxy.url())).text == "secret")
        #expect(proxy.requests.map(\.target) == ["http://feed.example/rss", "http://other.example/rss"])
    }

    @Test("Each feed goes its own way, and a connection to a proxy never serves as one to its address")
    func perFeed() async throws {
        let proxy = try ScriptedServer { request in
            .answer(200, body: request.target.hasPrefix("http:") ? "proxied" : "direct")
        }
        let open = makeFetcher()
        for _ in 0..<2 {
            #expect(try await open.fetch(request("http://feed.example/", through: proxy.url())).text == "proxied")
            #expect(try await open.fetch(FetchingTests.request(proxy.url())).text == "direct")
        }
        let denying = makeFetcher { $0.privateAddresses = .deny }
        #expect(try await denying.fetch(request("http://feed.example/", through: proxy.url())).text == "proxied")
        #expect(await denying.failure(FetchingTests.request(proxy.url())) == .addressRefused("127.0.0.1"))
    }

    @Test("A secure feed goes through a tunnel, and what the proxy says of it is no answer of the feed's")
    func tunnel() async throws {
        let proxy = try ScriptedServer { _ in
            .answer(403, headers: [("ETag", "\"proxy\""), ("Retry-After", "9")], body: "no")
        }
        let error = await makeFetcher().failure(request("https://feed.example/rss", through: proxy.url()))
        #expect(proxy.requests.map { "\($0.method) \($0.target)" } == ["CONNECT feed.example:443"])
        #expect(error?.kind == .connect)
        #expect(error?.retryAfter == nil)
    }

    @Test("Name and password of the proxy's address go to the proxy, and to nobody else")
    func password() async throws {
        let proxy = try ScriptedServer { _ in .answer(200, body: "x") }
        let address = "http://reader:s3cret@127.0.0.1:\(proxy.port)"
        _ = try await makeFetcher().fetch(request("http://feed.example/", through: address))
        #expect(proxy.requests.first?.header("Proxy-Authorization") == "Basic cmVhZGVyOnMzY3JldA==")
        #expect(proxy.requests.first?.header("Authorization") == nil)
    }

    @Test("A proxy that is not there is a matter of the connection", arguments: ["http", "socks5h", "socks5"])
    func missing(scheme: String) async {
        let error = await makeFetcher().failure(request("http://192.0.2.1/", through: "\(scheme)://127.0.0.1:1"))
        #expect(error?.kind == .connect)
    }

    @Test("No proxy of the environment is used")
    func environment() async {
        // In a process of its own: the environment belongs to all tests.
        await #expect(processExitsWith: .success) {
            for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] { setenv(name, "http://127.0.0.1:1", 1) }
            let server = try ScriptedServer { _ in .answer(200, body: "direct") }
            let answer = try await makeFetcher().fetch(FetchingTests.request(server.url()))
            try #require(answer.text == "direct")
        }
    }

    @Test("An exception of the environment opens no way around the proxy of the settings")
    func noProxy() async {
        await #expect(processExitsWith: .success) {
            for name in ["no_proxy", "NO_PROXY"] { setenv(name, "*", 1) }
            let proxy = try ScriptedServer { _ in .answer(200, body: "proxied") }
            var request = FetchingTests.request("http://feed.example/")
            request.proxy = proxy.url()
            let answer = try await makeFetcher().fetch(request)
            try #require(answer.text == "proxied")
        }
    }
}
