import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storing

struct TroubleTests {
    private func path(_ folder: URL) -> String { folder.appendingPathComponent("state/newswatch.db").path }

    private func run(_ sql: String, on store: NewsStore) throws {
        try store.pool.writeWithoutTransaction { db in try db.execute(sql: sql) }
    }

    @Test("A full disk loses no half of a refresh, and the next one goes on")
    func full() async throws {
        try await withStore { store, feeds, folder in
            let pages = try await store.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
            try run("PRAGMA max_page_count = \(pages + 2)", on: store)
            var state = feeds[0]
            state.validators = Validators(etag: "new", lastModified: nil)
            let entries = (0..<40).map { number in
                article(
                    "\(number)", ArticleText(title: "\(number)", body: String(repeating: "word\(number) ", count: 400)))
            }
            let full = FeedPass(state: state, articles: entries, at: noon)
            await #expect(throws: StoreError.full(path: path(folder))) {
                try await store.commit(full, routes: [everything])
            }
            // Whoever asks how the store is hears of it, until a write succeeds.
            await #expect(throws: StoreError.full(path: path(folder))) { try await store.takeTurn() }
            #expect(try await store.articles(ArticleFilter()).isEmpty)
            #expect(try await store.journal().isEmpty)
            #expect(try await store.feedState(named: "alpha")?.validators == nil)
            #expect(try await store.examine().findings == [])

            try run("PRAGMA max_page_count = 1000000", on: store)
            #expect(try await store.commit(full, routes: [everything]).newArticles == 40)
            try await store.takeTurn()
            #expect(try await store.feedState(named: "alpha")?.validators == state.validators)
        }
    }

    @Test("Another program's lock is reported, and waited for the next time")
    func busy() async throws {
        try await withStore { store, feeds, folder in
            try run("PRAGMA busy_timeout = 1", on: store)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path(folder), configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let entries = [article("1", Story.harbour.text)]
            await #expect(throws: StoreError.busy(path: path(folder))) {
                try await store.commit(pass(feeds[0], entries), routes: [])
            }
            // Reading goes on.
            #expect(try await store.feedStates().count == 3)
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            #expect(try await store.commit(pass(feeds[0], entries), routes: []).newArticles == 1)
        }
    }

    @Test("A file that is no database of ours is left alone")
    func foreign() async throws {
        try await withStore { store, _, folder in
            try store.close()
            let text = Data("not a database, but somebody's notes\n".utf8)
            try text.write(to: URL(fileURLWithPath: path(folder)))
            let error = #expect(throws: StoreError.self) {
                try NewsStore(directory: folder.appendingPathComponent("state"), access: .owner)
            }
            #expect(error == .damaged(path: path(folder), what: "file is not a database"))
            #expect(try Data(contentsOf: URL(fileURLWithPath: path(folder))) == text)
        }
    }

    @Test("A directory that cannot be written is reported", .enabled(if: geteuid() != 0))
    func readOnly() async throws {
        try await withStore { store, _, folder in
            try store.close()
            let state = folder.appendingPathComponent("state")
            for name in try FileManager.default.contentsOfDirectory(atPath: state.path) {
                try FileManager.default.setAttributes(
                    [.posixPermissions: 0o400], ofItemAtPath: state.appendingPathComponent(name).path)
            }
            #expect(throws: StoreError.readOnly(path: state.path + "/newswatch.lock")) {
                try NewsStore(directory: state, access: .owner)
            }
        }
    }

    @Test("A cancelled commit writes nothing and says so")
    func cancelled() async throws {
        try await withStore { store, feeds, _ in
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            }
            let result = await task.result
            #expect(throws: StoreError.cancelled) { try result.get() }
            let stored = try await store.articles(ArticleFilter())
            #expect(stored.isEmpty)
        }
    }

    @Test("The doctor finds rows that point nowhere")
    func orphans() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [everything])
            try run("DELETE FROM story; DELETE FROM text; DELETE FROM change; DELETE FROM band_run", on: store)
            let report = try await store.examine()
            #expect(
                report.findings == [
                    "1 articles without a story", "1 articles without their newest version",
                    "1 leaves of bands without a run", "2 deliveries without a change",
                ]
            )
            #expect(report.sizes.contains { $0.name == "article" && $0.bytes > 0 })
        }
    }

    @Test(
        "Times that no calendar needs, and scores that are no numbers, do no harm",
        arguments: [1e300, -1e300, .infinity, .nan, 253_402_300_800])
    func extremeTimes(seconds: Double) async throws {
        try await withStore { store, feeds, _ in
            let published = Date(timeIntervalSince1970: seconds)
            let incoming = article("1", Story.harbour.text, published: published, verdict(score: seconds))
            let report = try await store.commit(pass(feeds[0], [incoming]), routes: [everything])
            #expect(report.newArticles == 1)
            #expect(try await store.articles(ArticleFilter()).count == 1)
        }
    }

    @Test("A clock set back puts no feed off, at the next start as while the daemon runs", arguments: [true, false])
    func clockSetBack(restarting: Bool) async throws {
        try await withStore { store, feeds, _ in
            let ahead = noon.addingTimeInterval(400 * 86_400)
            #expect(try await store.due(at: ahead, limit: 9).count == 3)
            for feed in feeds { try await store.commit(pass(feed, at: ahead), routes: []) }
            try await store.hold(host: "alpha.example", until: ahead)
            if restarting { try await store.register(feeds.map(\.feed), at: noon) }
            // Each was to be asked an hour after its last time, and is.
            #expect(try await store.due(at: noon, limit: 9).isEmpty)
            #expect(try await store.nextDue() == minutes(60))
            #expect(try await store.due(at: minutes(60), limit: 9).count == 3)
            #expect(try await store.hostHolds(at: minutes(24 * 60 + 1)).isEmpty)
        }
    }

    @Test("A clock set back holds no alert back until it shows that time again")
    func alertsAfterClockSetBack() async throws {
        try await withStore { store, feeds, _ in
            let ahead = noon.addingTimeInterval(20 * 3600)
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            let entries = [article("1", Story.harbour.text), article("2", Story.orchard.text)]
            try await store.commit(pass(feeds[0], entries, at: ahead), routes: [route])
            let due = try await store.due(at: ahead)
            #expect(due.count == 2)
            let far = ahead.addingTimeInterval(400 * 86_400)
            try await store.record(.retry(at: far, reason: "429"), of: due[0].id, pause: far, at: ahead)
            try await store.register(feeds.map(\.feed), at: noon)
            #expect(try await store.due(at: minutes(1)).map(\.id) == due.map(\.id))
        }
    }

    @Test("The clock may step back: nothing is lost, nothing is told twice")
    func clockStepsBack() async throws {
        try await withStore { store, feeds, _ in
            let incoming = article("1", Story.harbour.text, published: noon)
            try await store.commit(pass(feeds[0], [incoming]), routes: [everything])
            let past = noon.addingTimeInterval(-365 * 86_400)
            try await store.commit(pass(feeds[0], [incoming], at: past), routes: [everything])
            var copy = Story.harbour.text
            copy.title = "Ferries rerouted as pier shuts"
            let report = try await store.commit(
                pass(feeds[1], [article("2", copy, published: noon)], at: past), routes: [everything])
            #expect(report.newArticles == 1)
            #expect(try await store.kinds().filter { $0 == .articleNew }.count == 2)
            #expect(try await store.examine().findings == [])
        }
    }
}
