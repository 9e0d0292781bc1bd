import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Fetching

@Suite("Addresses that may be connected to")
struct AddressTests {
    @Test(
        "Addresses off the public internet are refused",
        arguments: [
            "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
            "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
            "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:8.8.8.8",
            "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:10::1",
            "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "3fff::1", "4000::1", "5f00::1", "fc00::1",
            "fd12::1",
            "fe80::1", "fec0::1", "ff02::1", "ffff::1",
        ]
    )
    func notPublic(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic == false)
    }

    @Test(
        "Addresses of the public internet are not",
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
            "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0", "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808", "2002:808:808::1", "3ffe::1",
        ]
    )
    func isPublic(text: String) throws {
        #expect(try #require(IPAddress(text)).isPublic)
    }

    @Test(
        "However this machine's own address is spelt, nothing is connected",
        arguments: [
            "127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "localhost", "LOCALHOST",
            "localhost.",
            "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "user:pass@127.0.0.1",
            "example.org@127.0.0.1", "%31%32%37.0.0.1", "①②⑦.0.0.1",
        ]
    )
    func spellings(host: String) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: "secret") }
        let fetcher = makeFetcher { $0.privateAddresses = .deny }
        let error = await fetcher.failure(request("http://\(host):\(server.port)/"))
        // Spellings that this libcurl does not take for a number are names that do not exist.
        #expect([.forbidden, .dns, .other].contains(error?.kind))
        #expect(server.connections == 0)
    }

    @Test(
        "Hosts beyond ASCII are asked for in Punycode",
        arguments: [
            ("http://bücher.example/ä?ö", "http://xn--bcher-kva.example/%c3%a4?%c3%b6"),
            ("https://пример.рф:8443/лента", "https://xn--e1afmkfd.xn--p1ai:8443/%d0%bb%d0%b5%d0%bd%d1%82%d0%b0"),
            ("https://뉴스.kr", "https://xn--vg1b002a.kr/"), ("http://example.org/%41 b", "http://example.org/%41%20b"),
            ("http://example.org/a\tb", nil), ("http://exa mple.org/", nil), ("http:///x y", nil),
        ] as [(String, String?)]
    )
    func punycode(url: String, sent: String?) {
        #expect(CurlURL.sendable(url) == sent)
    }

    @Test("A refused address is named, with the setting that would allow it")
    func message() async {
        let error = await makeFetcher { $0.privateAddresses = .deny }.failure(request("http://169.254.169.254/latest/"))
        #expect(error == .addressRefused("169.254.169.254"))
        #expect(error?.description.contains("fetch.private_addresses") == true)
    }

    @Test(
        "Every hop is looked at: a redirect from an allowed address to another one is refused",
        arguments: ["127.0.0.2", "0x7f.0.0.2", "2130706434", "[::ffff:127.0.0.2]", "169.254.169.254"]
    )
    func redirectInside(host: String) async throws {
        let server = try ScriptedServer { request in
            request.target == "/open" ? .answer(200, body: "x") : .redirect(301, to: "http://\(host):1/")
        }
        let fetcher = makeFetcher { $0.privateAddresses = .denyExcept(["127.0.0.1"]) }
        #expect(try await fetcher.fetch(request(server.url("/open"))).text == "x")
        #expect(await fetcher.failure(request(server.url("/away")))?.kind == .forbidden)
        #expect(server.requests.map(\.target) == ["/open", "/away"])
    }

    @Test("IPv6 is spoken, and refused where it is this machine's own", .enabled(if: hasIPv6))
    func ipv6() async throws {
        let server = try ScriptedServer(usesIPv6: true) { _ in .answer(200, body: "six") }
        #expect(try await makeFetcher().fetch(request(server.url())).text == "six")
        let denying = makeFetcher { $0.privateAddresses = .deny }
        #expect(await denying.failure(request(server.url())) == .addressRefused("[0:0:0:0:0:0:0:1]"))
        #expect(server.connections == 1)
    }

    private static let hasIPv6 = (try? ScriptedServer(usesIPv6: true) { _ in .answer(200) }) != nil
}
