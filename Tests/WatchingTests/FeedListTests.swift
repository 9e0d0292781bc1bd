import Foundation
import NewsModel
import StrictYAML
import TestSupport
import Testing

@testable import Watching

@Suite("The feed list")
struct FeedListTests {
    private func read(_ text: String) -> (feeds: [Feed], problems: [String]) {
        let log = ProblemLog()
        let feeds = FeedList.read(text, file: URL(fileURLWithPath: "/srv/watch/feeds.yaml"), log: log)
        return (feeds, log.problems.map(\.description))
    }

    @Test("A feed with all it can have")
    func whole() {
        let (feeds, problems) = read(
            """
            feeds:
              - { name: A, url: 'https://a.example/rss', language: ko, group: korea, interval: 30m, enabled: false,
                  encoding: EUC-KR, timezone: Asia/Seoul }
            """)
        #expect(problems.isEmpty)
        #expect(
            feeds == [
                Feed(
                    name: "A", url: "https://a.example/rss", language: "ko", group: "korea", interval: .seconds(1800),
                    enabled: false, encoding: "EUC-KR", timeZone: "Asia/Seoul")
            ])
    }

    @Test("A feed may be reached in its own way: by certificates of its own, through a proxy, or around the others'")
    func reach() async throws {
        try await withTemporaryFolder { folder in
            let certificate = folder.appendingPathComponent("office.pem")
            try Data("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".utf8).write(to: certificate)
            let log = ProblemLog()
            let feeds = FeedList.read(
                """
                feeds:
                  - { name: A, url: 'https://a.example/', ca_file: office.pem, proxy: 'socks5h://127.0.0.1:9050' }
                  - { name: B, url: 'https://b.example/', ca_file: \(certificate.path), proxy: none }
                """, file: folder.appendingPathComponent("feeds.yaml"), log: log)
            #expect(log.problems.isEmpty)
            #expect(feeds.map(\.certificateFile) == [certificate.path, certificate.path])
            #expect(feeds.map(\.proxy) == [.address("socks5h://127.0.0.1:9050"), .direct])
        }
    }

    @Test("A relative file URL starts at the list")
    func fileURL() {
        #expect(read("feeds: [{ name: A, url: 'file:one/a.xml' }]").feeds.map(\.url) == ["file:///srv/watch/one/a.xml"])
    }

    @Test("An OPML list may stand in its place: groups are kept, names made unique, addresses taken once")
    func opml() {
        let log = ProblemLog()
        let feeds = FeedList.read(
            opml: """
                <opml version="2.0"><body>
                  <outline text="Asia"><outline text="News" xmlUrl="https://a.example/rss" language="ko"/>
                    <outline text="News" xmlUrl="https://b.example/rss"/></outline>
                  <outline text="Again" xmlUrl="https://a.example/rss"/>
                  <outline text="Old" xmlUrl="gopher://c.example/"/>
                </body></opml>
                """, file: URL(fileURLWithPath: "/srv/watch/feeds.opml"), log: log)
        #expect(
            feeds == [
                Feed(name: "News", url: "https://a.example/rss", language: "ko", group: "Asia"),
                Feed(name: "News 2", url: "https://b.example/rss", group: "Asia"),
            ])
        #expect(log.problems.map(\.what) == ["'gopher://c.example/' of 'Old' is no feed address"])
        #expect(FeedList.read(opml: "feeds: []", file: URL(fileURLWithPath: "/x.opml"), log: log).isEmpty)
        #expect(log.problems.count == 2)
    }

    @Test("An empty list is allowed")
    func empty() {
        let (feeds, problems) = read("feeds: []")
        #expect(feeds.isEmpty)
        #expect(problems.isEmpty)
    }

    @Test(
        "What is wrong is told",
        arguments: [
            ("feed: []", "unknown key 'feed'; did you mean 'feeds'?"),
            ("feeds: [{ url: 'https://a.example/' }]", "a feed needs 'name' and 'url'"),
            ("feeds: [{ name: A, url: 'gopher://a.example/' }]", "is no feed address"),
            ("feeds: [{ name: A, url: 'https:///x' }]", "is no feed address"),
            (
                "feeds:\n  - { name: A, url: 'https://a.example/' }\n  - { name: A, url: 'https://b.example/' }",
                "3:5: error: two feeds are named 'A'"
            ),
            (
                "feeds:\n  - { name: A, url: 'https://a.example/' }\n  - { name: B, url: 'https://a.example/' }",
                "stands twice"
            ),
            ("feeds: [{ name: A, url: 'https://a.example/', timezone: Mars }]", "'Mars' is no time zone"),
            (
                "feeds:\n  - { name: A, url: 'https://a.example/', ca_file: none.pem }",
                "feeds.yaml:2:52: error: the file /srv/watch/none.pem cannot be read; name a file of certificates"
            ),
            ("feeds: [{ name: A, url: 'https://a.example/', ca_file: /proc/version }]", "holds no certificate"),
            (
                "feeds:\n  - { name: A, url: 'https://a.example/', proxy: 'ftp://proxy.example/' }",
                "feeds.yaml:2:50: error: this is no proxy's address; write one such as http://proxy.example:3128"
            ),
            ("feeds: [{ name: A, url: 'https://a.example/', proxy: 'http://' }]", "this is no proxy's address"),
        ])
    func problems(text: String, problem: String) {
        #expect(read(text).problems.contains { $0.contains(problem) }, "\(read(text).problems)")
    }
}
