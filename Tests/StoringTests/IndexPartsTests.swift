import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storing

@Suite("The parts of the search index")
struct IndexPartsTests {
    /// Each leaves a part; by itself the index merges sixteen of a size and no fewer, which would leave more.
    private static let commits = 255
    private static let fewParts = 6

    private func fill(_ store: NewsStore, _ feed: FeedState) async throws {
        for number in 0..<Self.commits {
            let text = ArticleText(title: "Report \(number)", body: "Of the pier.", language: "en")
            try await store.commit(pass(feed, [article("\(number)", text)]), routes: [])
        }
    }

    private func parts(of table: String = "search", _ store: NewsStore) async throws -> Int {
        try await store.read { db in
            // The number of a part stands above the 37 bits of height and page.
            try Int.fetchOne(db, sql: "SELECT count(DISTINCT id >> 37) FROM \(table)_data WHERE id >> 37 > 0") ?? 0
        }
    }

    @Test("Commits merge them, so that a search looks into few")
    func commits() async throws {
        try await withStore { store, feeds, _ in
            try await fill(store, feeds[0])
            #expect(try await parts(store) <= Self.fewParts)
            #expect(try await store.search(SearchQuery("report 254", now: minutes(60)), limit: 5).count == 1)
        }
    }

    @Test("Retention merges those of titles too, and what it dropped is found no more")
    func retention() async throws {
        try await withStore { store, feeds, _ in
            try await fill(store, feeds[0])
            let later = minutes(60 * 24 * 30)
            while try await store.retain(RetentionLimits(bodies: later), at: later, slice: 2) {}
            #expect(try await parts(of: "search_titles_from_0", store) <= Self.fewParts)
            #expect(try await store.search(SearchQuery("pier", now: later), limit: 5).isEmpty)
            #expect(try await store.search(SearchQuery("report 17", now: later), limit: 5).count == 1)
        }
    }
}
