import Fetching
import NewsModel
import TestSupport
import Testing

@Suite("How transfers end", .timeLimit(.minutes(1)))
struct EndingTests {
    @Test("A server that never answers times out")
    func timeout() async throws {
        let server = try ScriptedServer { _ in .hang }
        let error = await makeFetcher().failure(request(server.url(), timeout: .milliseconds(200)))
        #expect(error == .timedOut(after: .milliseconds(200)))
        #expect(error?.kind == .timeout)
    }

    @Test("A slow drip is ended long before the whole time is up")
    func drip() async throws {
        let server = try ScriptedServer { _ in
            ScriptedAnswer(steps: [
                .bytes(ScriptedAnswer.head(200, headers: [("Content-Length", "100000")])),
                .drip([UInt8](repeating: 65, count: 100_000), pauseMilliseconds: 50),
            ])
        }
        let fetcher = makeFetcher {
            $0.slowestBytesPerSecond = 1000
            $0.slownessAllowed = .seconds(1)
        }
        let error = await fetcher.failure(request(server.url(), timeout: .seconds(3600)))
        #expect(error == .tooSlow(bytesPerSecond: 1000))
        #expect(error?.kind == .timeout)
    }

    @Test("Nobody listens there")
    func refusedConnection() async throws {
        let server = try ScriptedServer { _ in .answer(200) }
        let url = server.url()
        server.close()
        // The listening socket is closed by its own thread; until then a connection is accepted and dropped.
        #expect(await makeFetcher().failure(request(url))?.kind == .connect)
    }

    @Test("A name that does not exist is a matter of DNS")
    func unknownName() async {
        #expect(await makeFetcher().failure(request("http://no-such-host.invalid/"))?.kind == .dns)
    }

    @Test("A cancelled fetch ends at once and the fetcher goes on")
    func cancellation() async throws {
        let server = try ScriptedServer { request in request.target == "/hang" ? .hang : .answer(200, body: "x") }
        let fetcher = makeFetcher { $0.connectionsPerHost = 0 }
        let task = Task { await fetcher.failure(request(server.url("/hang"), timeout: .seconds(3600))) }
        _ = await server.requests(atLeast: 1)
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await fetcher.fetch(request(server.url("/x"))).text == "x")
    }

    @Test("A storm of cancellations, before, during and after the start, leaves nobody waiting")
    func cancelStorm() async throws {
        let server = try ScriptedServer { request in
            request.number.isMultiple(of: 3) ? .answer(200, body: "x") : .hang
        }
        let fetcher = makeFetcher { $0.connectionsPerHost = 0 }
        let tasks = (0..<400).map { _ in
            Task { await fetcher.failure(request(server.url(), timeout: .seconds(3600))) }
        }
        _ = await server.requests(atLeast: 20)
        for task in tasks { task.cancel() }
        for task in tasks { #expect([nil, .cancelled].contains(await task.value)) }
        let last = Task { await fetcher.failure(request(server.url())) }
        last.cancel()
        #expect([nil, .cancelled].contains(await last.value))
    }

    @Test("Closing ends what is under way, what waits and what comes later")
    func closing() async throws {
        let server = try ScriptedServer { _ in .hang }
        let fetcher = makeFetcher {
            $0.connections = 2
            $0.connectionsPerHost = 0
        }
        let tasks = (0..<5).map { _ in
            Task { await fetcher.failure(request(server.url(), timeout: .seconds(3600))) }
        }
        _ = await server.requests(atLeast: 2)
        fetcher.close()
        fetcher.close()
        for task in tasks { #expect(await task.value == .closed) }
        #expect(await fetcher.failure(request(server.url())) == .closed)
        #expect(server.requests.count == 2)
    }

    @Test("A transfer that waits for its turn does not use up its time", arguments: [(1, 0), (32, 1)])
    func waitingIsFree(connections: Int, connectionsPerHost: Int) async throws {
        let gate = Gate()
        let server = try ScriptedServer { request in
            request.number == 0 ? .answer(200, body: "first").after(gate) : .answer(200, body: "second")
        }
        let fetcher = makeFetcher {
            $0.connections = connections
            $0.connectionsPerHost = connectionsPerHost
        }
        async let first = fetcher.fetch(request(server.url("/1")))
        _ = await server.requests(atLeast: 1)
        async let second = fetcher.fetch(request(server.url("/2"), timeout: .seconds(10)))
        gate.open()
        #expect(try await first.text == "first")
        #expect(try await second.text == "second")
        #expect(server.connections == 1)
    }

    @Test("A host that hangs holds up its own feeds and no others")
    func hangingHost() async throws {
        let hanging = try ScriptedServer { _ in .hang }
        let other = try ScriptedServer { _ in .answer(200, body: "x") }
        let fetcher = makeFetcher { $0.connections = 2 }
        let stuck = (0..<10).map { _ in
            Task { await fetcher.failure(request(hanging.url(), timeout: .seconds(3600))) }
        }
        _ = await hanging.requests(atLeast: 1)
        // Another name for the same machine is another host.
        let url = "http://localhost:\(other.port)/"
        for _ in 0..<20 { #expect(try await fetcher.fetch(request(url)).text == "x") }
        #expect(hanging.requests.count == 1)
        for task in stuck { task.cancel() }
        for task in stuck { #expect(await task.value == .cancelled) }
    }

    @Test(
        "A status that is no success is a failure with the server's wish",
        arguments: [
            (404, nil), (410, nil), (429, "120"), (503, "Sat, 21 Nov 2026 12:00:00 GMT"), (500, nil), (206, nil),
        ] as [(Int, String?)]
    )
    func refusal(status: Int, retryAfter: String?) async throws {
        let server = try ScriptedServer { _ in
            .answer(status, headers: retryAfter.map { [("Retry-After", $0)] } ?? [], body: "no")
        }
        let error = await makeFetcher().failure(request(server.url()))
        #expect(error == .refused(status: status, retryAfter: retryAfter))
        #expect(error?.retryAfter == retryAfter)
        #expect(error?.kind == (status == 410 ? .gone : .status))
    }

    @Test(
        "A test for browsers has a name of its own, by the header of the server's guard",
        arguments: [
            (403, "CF-Mitigated", "challenge"), (200, "cf-mitigated", "challenge"),
            (202, "x-amzn-waf-action", "challenge"),
            (405, "x-amzn-waf-action", "captcha"), (202, "SG-Captcha", "challenge"),
        ]
    )
    func challengeByHeader(status: Int, name: String, value: String) async throws {
        let server = try ScriptedServer { _ in .answer(status, headers: [(name, value)], body: "<html>") }
        let error = await makeFetcher().failure(request(server.url()))
        #expect(error == .challenged(status: status, retryAfter: nil))
        #expect(error?.kind == .blockedPage)
    }

    @Test(
        "And by the page, when the status says that all is well",
        arguments: [
            (
                "<!DOCTYPE html><title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
                true
            ),
            (
                "\u{FEFF} \n<html><head><META NAME=robots><iframe>Request unsuccessful. Incapsula incident ID: 1</iframe>",
                true
            ),
            ("<html><script>var arg1='3B';function reload(x){document.cookie=\"acw_sc__v2=\"+x}</script></html>", true),
            ("<!doctype html><title>News</title><p>Captcha makers raise money</p>", false),
            (
                "<rss><channel><item><description>window._cf_chl_opt</description></item></channel></rss>",
                false
            ),
        ]
    )
    func challengeByPage(page: String, isChallenge: Bool) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: page) }
        let error = await makeFetcher().failure(request(server.url()))
        #expect(error == (isChallenge ? .challenged(status: 200, retryAfter: nil) : nil))
    }

    @Test(
        "Addresses that no transfer can be made of",
        arguments: ["http://a b/", "http://a\r\nb/", "http:///", "", "ftp://127.0.0.1/x"]
    )
    func badAddress(url: String) async {
        let kind = await makeFetcher().failure(request(url))?.kind
        #expect([.other, .forbidden].contains(kind))
    }
}
