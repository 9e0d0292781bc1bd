import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storing

@Suite("The volumes of the search index")
struct SearchVolumeTests {
    /// Articles 1 to 6, of which each two stand in another volume than the others.
    private func fill(_ store: NewsStore, _ feed: FeedState) async throws {
        for number in 1...6 {
            if number == 3 || number == 5 {
                try await store.write { try SearchVolume(first: Int64(number)).create($0) }
            }
            let text = ArticleText(title: "Report \(number)", body: "The pier of town \(number) opens.", language: "en")
            try await store.commit(pass(feed, [article("\(number)", text)]), routes: [])
        }
    }

    private func found(_ query: String, limit: Int = 10, _ store: NewsStore) async throws -> [Int64] {
        try await store.search(SearchQuery(query, now: minutes(60)), limit: limit).map(\.id.rawValue)
    }

    private func words(in table: String, _ store: NewsStore) async throws -> [Int64] {
        try await store.read { db in
            try Int64.fetchAll(db, sql: "SELECT rowid FROM \(table) WHERE \(table) MATCH 'report' ORDER BY rowid")
        }
    }

    @Test("A search looks into all of them, the newest first, and no further than it must")
    func search() async throws {
        try await withStore { store, feeds, _ in
            try await fill(store, feeds[0])
            #expect(try await words(in: "search", store) == [1, 2])
            #expect(try await words(in: "search_from_3", store) == [3, 4])
            #expect(try await words(in: "search_from_5", store) == [5, 6])
            #expect(try await found("pier", store) == [6, 5, 4, 3, 2, 1])
            #expect(try await found("pier", limit: 3, store) == [6, 5, 4])
            #expect(try await found("\"of town\"", limit: 5, store) == [6, 5, 4, 3, 2])
            #expect(try await found("\"town 2\"", store) == [2])
            #expect(try await found("pier NOT 4", store) == [6, 5, 3, 2, 1])
        }
    }

    private func volumes(_ store: NewsStore) async throws -> [String] {
        try await store.read { try SearchVolume.all($0).map(\.table) }
    }

    @Test("A revision changes the volume that its article stands in, retention drops those that nobody needs")
    func changes() async throws {
        try await withStore { store, feeds, _ in
            try await fill(store, feeds[0])
            let text = ArticleText(title: "Report 2", body: "The jetty of town 2 is closed.", language: "en")
            let revised = article("2", text, fingerprint: 2)
            try await store.commit(pass(feeds[0], [revised], at: minutes(1)), routes: [])
            #expect(try await found("jetty", store) == [2])
            #expect(try await found("pier", store) == [6, 5, 4, 3, 1])
            let later = minutes(60 * 24 * 30)
            while try await store.retain(RetentionLimits(bodies: later), at: later, slice: 2) {}
            #expect(try await found("pier OR jetty", store) == [])
            #expect(try await found("report", store) == [6, 5, 4, 3, 2, 1])
            #expect(
                try await volumes(store) == [
                    "search_titles_from_0", "search_titles_from_3", "search_from_5", "search_titles_from_5",
                ])
            let next = ArticleText(title: "Report 7", body: "The pier of town 7 opens.", language: "en")
            try await store.commit(pass(feeds[0], [article("7", next)], at: later), routes: [])
            #expect(try await found("report", store) == [7, 6, 5, 4, 3, 2, 1])
            #expect(try await found("\"report 7\" OR \"report 4\"", store) == [7, 4])
            #expect(try await found("pier", store) == [7])
            while try await store.retain(RetentionLimits(articles: later), at: later, slice: 4) {}
            #expect(try await found("report", store) == [7])
            #expect(try await volumes(store) == ["search_from_5"])
            #expect(try await store.examine().findings == [])
        }
    }

    @Test("The titles of texts that were dropped before there were volumes of titles are found")
    func takenOver() async throws {
        try await withStore { store, feeds, _ in
            try await fill(store, feeds[0])
            try await store.write { db in
                try db.execute(sql: "UPDATE article SET dropped = 1 WHERE id <= 4")
                try db.execute(sql: "UPDATE text SET body = '' WHERE id < 5 * 4096")
                try SearchIndex.keepTitlesOfDropped(db)
            }
            #expect(try await found("report", store) == [6, 5, 4, 3, 2, 1])
            #expect(try await found("pier", store) == [6, 5])
            #expect(try await found("\"report 2\"", store) == [2])
        }
    }

    @Test("One that is full is left as it is, and another one begun")
    func full() async throws {
        try await withStore { store, _, _ in
            let first = SearchVolume.size + 7
            try await store.write { db in
                var index = try SearchIndex(db)
                try index.insert("a", of: 6, db)
                try index.insert("a", of: first, db)
                try index.insert("a", of: first + SearchVolume.size - 1, db)
                try index.insert("a", of: first + SearchVolume.size, db)
                try index.delete("a", of: 6, db)
                try index.merge(db)
            }
            let volumes = try await store.read { try SearchVolume.all($0).map(\.first) }
            #expect(volumes == [0, first, first + SearchVolume.size])
        }
    }
}
