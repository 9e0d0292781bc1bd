import NewsModel
import TestSupport
import Testing

@testable import Storing

@Suite("Filters of bands")
struct BandFilterTests {
    /// As spread as real bands.
    private static func bands(_ count: Int, seed: UInt64) -> [UInt32] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(state >> 32)
        }
    }

    @Test("Every band that was added is found, and hardly any other", arguments: [100, 5000, 100_000])
    func filter(count: Int) {
        var filter = BandFilter(capacity: count)
        let added = Self.bands(count, seed: 1)
        for band in added { filter.insert(band) }
        #expect(added.allSatisfy(filter.mayContain))
        let strangers = Self.bands(20_000, seed: 2)
        #expect(strangers.count(where: filter.mayContain) < strangers.count / 50)
    }

    @Test(
        "Copies are found of articles from before and after the bands of their span were read",
        arguments: [true, false])
    func copies(inOneTransaction: Bool) async throws {
        try await withStore { store, feeds, _ in
            func text(_ number: Int) -> ArticleText {
                let words = Self.bands(40, seed: UInt64(number)).map { "w" + String($0, radix: 36) }
                return ArticleText(title: "Report \(words[0])", body: words.joined(separator: " ") + ".")
            }
            let filters = BandFilters(patience: 20)
            func commit(_ passes: [FeedPass]) async throws {
                try await store.write { db in
                    try Transaction.run(db, filters: filters) { transaction in
                        for pass in passes {
                            let prepared = PreparedPass(pass)
                            _ = try PassCommit(transaction, prepared).run(prepared)
                        }
                    }
                }
            }
            let numbers = 1...60
            let copied = [1, 19, 21, 40, 60]
            let passes = [
                pass(feeds[0], numbers.map { article("\($0)", text($0), verdict(.offTopic)) }),
                pass(
                    feeds[1],
                    copied.map { number in
                        let text = ArticleText(title: "Elsewhere", body: text(number).body)
                        return article("copy \(number)", text, verdict(.offTopic))
                    }),
            ]
            if inOneTransaction {
                try await commit(passes)
            } else {
                for pass in passes { try await commit([pass]) }
            }
            var filter = ArticleFilter()
            filter.limit = 100
            let stored = try await store.articles(filter)
            #expect(stored.count == numbers.count + copied.count)
            #expect(Set(stored.map(\.story)).count == numbers.count)
        }
    }
}
