import Foundation
import NewsModel
import StrictYAML
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

    @Test("A relative file URL starts at the list")
    func fileURL() {
        #expect(read("feeds: [{ name: A, url: 'file:one/a.xml' }]").feeds.map(\.url) == ["file:///srv/watch/one/a.xml"])
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
        ])
    func problems(text: String, problem: String) {
        #expect(read(text).problems.contains { $0.contains(problem) }, "\(read(text).problems)")
    }
}
