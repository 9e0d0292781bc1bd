import Foundation
import NewsModel
import Storing
import TestSupport
import Testing

@testable import Watching

@Suite("Marks of an edited digest", .timeLimit(.minutes(1)))
struct DigestReviewTests {
    private static let items = [
        TestWatch.Item(id: "1", title: "A moon base is planned"),
        TestWatch.Item(id: "2", title: "Novel set in a moon base wins prize"),
        TestWatch.Item(id: "3", title: "Moon base builders meet in autumn"),
        TestWatch.Item(id: "4", title: "The fair opens early"),
    ]

    /// The store of a watch that has read the articles, with the digest that it wrote and the numbers by title.
    private func withDigest(
        _ body: (NewsStore, String, [String: Int64], URL) async throws -> Void
    ) async throws {
        let server = try ScriptedServer { _ in .answer(200, body: TestWatch.rss(Self.items)) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let test = try await TestWatch(in: folder, feeds: [server.url()])
            _ = try await test.watch.once(all: true)
            test.clock.advance(by: 60)
            try await test.watch.writeDigest()
            let articles = try await test.watch.store.articles(ArticleFilter())
            let numbers = Dictionary(uniqueKeysWithValues: articles.map { ($0.text.title, $0.id.rawValue) })
            try await body(test.watch.store, test.contents(of: "digest.md"), numbers, folder)
            try await test.watch.close()
        }
    }

    private static let now = Date(timeIntervalSince1970: 1_795_003_600)

    private func read(_ text: String, _ store: NewsStore, in folder: URL) async throws -> DigestReview {
        let file = folder.appendingPathComponent("edited.md")
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try await DigestReview(of: file.path, storingIn: store, at: Self.now)
    }

    /// Ticks a box of an article in a digest, as a person would.
    private func ticked(_ mark: AnalystMark, _ article: Int64, in digest: String) -> String {
        let lines = digest.components(separatedBy: "\n").map { line in
            line.contains("(article \(article))")
                ? line.replacing("[ ] \(mark.rawValue)", with: "[x] \(mark.rawValue)") : line
        }
        return lines.joined(separator: "\n")
    }

    @Test("The digest that the watch wrote, marked, gives precision and what misled")
    func marked() async throws {
        try await withDigest { store, digest, numbers, folder in
            let plan = try #require(numbers["A moon base is planned"])
            let novel = try #require(numbers["Novel set in a moon base wins prize"])
            let meeting = try #require(numbers["Moon base builders meet in autumn"])
            var edited = ticked(.right, plan, in: digest)
            edited = ticked(.wrong, novel, in: edited)
            edited = ticked(.unsure, meeting, in: edited)
            let review = try await read(edited, store, in: folder)
            #expect(AnalystMark.allCases.map(review.count) == [1, 1, 1])
            #expect(review.precision.map { [$0.right, $0.marked] } == [1, 2])
            #expect(review.missed == 0)
            let wrong = try #require(review.wrong.first)
            #expect(wrong.article.text.title == "Novel set in a moon base wins prize")
            #expect(wrong.article.verdict.evidence.map(\.text) == ["moon base"])
            #expect(wrong.article.verdict.contributions.map(\.feature) == ["baseline", "named"])
            #expect(try await store.reviewedArticles().count == 3)
        }
    }

    @Test("A near miss marked wrong is a miss, no matter of precision")
    func missed() async throws {
        try await withDigest { store, _, numbers, folder in
            let fair = try #require(numbers["The fair opens early"])
            let review = try await read("verdict: [ ] right [x] wrong [ ] unsure (article \(fair))", store, in: folder)
            #expect(review.precision == nil)
            #expect(review.missed == 1)
        }
    }

    @Test("Ambiguous lines and unknown articles are named, and the rest counts")
    func troubles() async throws {
        try await withDigest { store, _, numbers, folder in
            let plan = try #require(numbers["A moon base is planned"])
            let review = try await read(
                """
                # Digest
                verdict: [x] right [x] wrong [ ] unsure (article \(plan))
                verdict: [x] right [ ] wrong [ ] unsure (article 9999)
                verdict: [ ] right [x] wrong [ ] unsure (article \(plan))
                verdict: [x] right [ ] wrong [ ] unsure (article \(plan))
                """, store, in: folder)
            #expect(review.ambiguousLines == [2])
            #expect(review.unknown.map(\.rawValue) == [9999])
            #expect(review.entries.map(\.review.mark) == [.right])
        }
    }

    @Test("A digest without marks stores nothing and says so")
    func noMarks() async throws {
        try await withDigest { store, digest, _, folder in
            let error = await #expect(throws: DigestReviewError.self) { try await read(digest, store, in: folder) }
            guard case .noMarks(_, ambiguousLines: []) = error else {
                Issue.record("\(String(describing: error)) is no .noMarks")
                return
            }
            let reviewed = try await store.reviewedArticles()
            #expect(reviewed.isEmpty)
        }
    }

    @Test("A digest that is not there is named")
    func missing() async throws {
        try await withDigest { store, _, _, folder in
            let path = folder.appendingPathComponent("nowhere.md").path
            let error = await #expect(throws: DigestReviewError.self) {
                try await DigestReview(of: path, storingIn: store, at: Self.now)
            }
            guard case .noFile(path) = error else {
                Issue.record("\(String(describing: error)) is no .noFile")
                return
            }
        }
    }
}
