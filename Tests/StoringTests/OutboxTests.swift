import Foundation
import NewsModel
import Storing
import Testing

struct OutboxTests {
    @Test("A delivery waits until its outcome is recorded, and is made once")
    func outcome() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [route])
            let delivery = try #require(try await store.due().first)
            #expect(delivery.change.kind == .storyNew)
            #expect(delivery.attempts == 0)
            #expect(try await store.due().map(\.id) == [delivery.id])

            try await store.record(.retry(at: minutes(5), reason: "503"), of: delivery.id, at: noon)
            #expect(try await store.due().isEmpty)
            #expect(try await store.nextTry(endpoint: "desk") == minutes(5))
            let again = try #require(try await store.due(at: minutes(5)).first)
            #expect(again.attempts == 1)
            #expect(again.lastError == "503")
            #expect(again.change == delivery.change)

            try await store.record(.sent, of: delivery.id, at: minutes(5))
            #expect(try await store.due(at: minutes(500)).isEmpty)
            #expect(try await store.nextTry(endpoint: "desk") == nil)
            // A late second answer changes nothing.
            try await store.record(.dead(reason: "late"), of: delivery.id, at: minutes(6))
            #expect(try await store.deliveries(DeliveryFilter()).map(\.state) == [.sent])
        }
    }

    @Test("News of one story keep their order; other stories do not wait")
    func order() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew, .storyUpdated])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [route])
            var text = Story.harbour.text
            text.title = "Northern pier reopens after repairs"
            try await store.commit(
                pass(feeds[0], [article("1", text, fingerprint: 2), article("2", Story.orchard.text)], at: minutes(1)),
                routes: [route]
            )
            let due = try await store.due(at: minutes(1))
            #expect(due.map(\.change.kind) == [.storyNew, .storyNew])
            // The first one fails: its successor waits with it.
            try await store.record(.retry(at: minutes(30), reason: "refused"), of: due[0].id, at: minutes(1))
            try await store.record(.sent, of: due[1].id, at: minutes(1))
            #expect(try await store.due(at: minutes(2)).isEmpty)
            #expect(try await store.nextTry(endpoint: "desk") == minutes(30))
            try await store.record(.sent, of: due[0].id, at: minutes(30))
            #expect(try await store.due(at: minutes(30)).map(\.change.kind) == [.storyUpdated])
        }
    }

    @Test("410 ends an endpoint: nothing waits for it, nothing is added, until someone retries")
    func gone() async throws {
        try await withStore { store, feeds, _ in
            let routes = [Route(endpoint: "desk", kinds: [.storyNew]), Route(endpoint: "other", kinds: [.storyNew])]
            let entries = [article("1", Story.harbour.text), article("2", Story.orchard.text)]
            try await store.commit(pass(feeds[0], entries), routes: routes)
            let first = try #require(try await store.due().first)
            try await store.record(.endpointGone(reason: "410"), of: first.id, at: noon)
            #expect(try await store.due().isEmpty)
            #expect(try await store.disabledEndpoints().map(\.name) == ["desk"])
            #expect(try await store.due("other").count == 2)
            try await store.commit(pass(feeds[0], [article("3", Story.books.text)], at: minutes(1)), routes: routes)
            var filter = DeliveryFilter()
            filter.endpoint = "desk"
            filter.states = [.dead]
            #expect(try await store.deliveries(filter).count == 2)
            filter.states = [.pending]
            #expect(try await store.deliveries(filter).isEmpty)

            #expect(try await store.retryDead(endpoint: "desk", at: minutes(2)) == 2)
            #expect(try await store.disabledEndpoints().isEmpty)
            let again = try await store.due(at: minutes(2))
            #expect(again.count == 2)
            #expect(again.contains { $0.id == first.id && $0.change.id == first.change.id })
        }
    }

    @Test("An endpoint that goes elsewhere is open again; the same place stays shut")
    func moved() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            try await store.register(endpoints: ["desk": "there"])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [route])
            let first = try #require(try await store.due().first)
            try await store.record(.endpointGone(reason: "410"), of: first.id, at: noon)
            try await store.register(endpoints: ["desk": "there"])
            #expect(try await store.disabledEndpoints().map(\.name) == ["desk"])
            try await store.register(endpoints: ["desk": "elsewhere"])
            #expect(try await store.disabledEndpoints().isEmpty)
            try await store.commit(pass(feeds[0], [article("2", Story.orchard.text)], at: minutes(1)), routes: [route])
            let due = try await store.due(at: minutes(1))
            #expect(due.count == 1)
            #expect(due.first?.id != first.id)
        }
    }

    @Test("An endpoint that is left alone gets only what is asked for by hand, not what comes meanwhile either")
    func paused() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            let entries = [article("1", Story.harbour.text), article("2", Story.orchard.text)]
            try await store.commit(pass(feeds[0], entries), routes: [route])
            let due = try await store.due()
            try await store.record(.retry(at: minutes(5), reason: "429"), of: due[0].id, pause: minutes(60), at: noon)
            // A later and shorter wish changes nothing.
            try await store.record(.retry(at: minutes(5), reason: "429"), of: due[0].id, pause: minutes(2), at: noon)
            try await store.commit(pass(feeds[0], [article("3", Story.books.text)], at: minutes(1)), routes: [route])
            #expect(try await store.due(at: minutes(59)).isEmpty)
            #expect(try await store.nextTry(endpoint: "desk") == minutes(60))
            let waiting = try await store.deliveries(DeliveryFilter())
            #expect(waiting.map(\.nextTry) == Array(repeating: minutes(60), count: 3))
            #expect(waiting.map(\.attempts) == [0, 0, 2])
            #expect(try await store.due(at: minutes(60)).count == 3)

            try await store.retry(due[1].id, at: minutes(3))
            #expect(try await store.nextTry(endpoint: "desk") == minutes(3))
            #expect(try await store.due(at: minutes(3)).map(\.id) == [due[1].id])
        }
    }

    @Test("A change that no route wants makes no delivery")
    func routes() async throws {
        try await withStore { store, feeds, _ in
            let routes = [
                Route(endpoint: "tagged", kinds: [.storyNew], tags: ["ratification"]),
                Route(endpoint: "feeds", kinds: [.feedFailing]),
            ]
            let failing = FeedEvent(
                kind: .feedFailing, snapshot: FeedSnapshot(name: "alpha", url: "", reason: "timeout"))
            try await store.commit(
                pass(feeds[0], [article("1", Story.harbour.text)], events: [failing]),
                routes: routes
            )
            #expect(try await store.due("tagged").isEmpty)
            #expect(try await store.due("feeds").map(\.change.detail.feed?.reason) == ["timeout"])
        }
    }

    @Test("Nothing is told before it is on the disk, up to the newest change")
    func settled() async throws {
        try await withStore { store, feeds, _ in
            let route = Route(endpoint: "desk", kinds: [.storyNew])
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [route])
            #expect(try await store.memory("settled") == nil)
            #expect(try await store.due().count == 1)
            #expect(try await store.memory("settled") == "2")
            try await store.commit(pass(feeds[0], [article("2", Story.orchard.text)], at: minutes(1)), routes: [])
            #expect(try await store.journal().count == 4)
            #expect(try await store.memory("settled") == "4")
        }
    }

    @Test("Readers of the journal keep their place")
    func cursor() async throws {
        try await withStore { store, feeds, _ in
            try await store.commit(pass(feeds[0], [article("1", Story.harbour.text)]), routes: [])
            #expect(try await store.cursor(of: "log") == ChangeID(rawValue: 0))
            let changes = try await store.changes(after: ChangeID(rawValue: 0), limit: 1)
            #expect(changes.map(\.kind) == [.articleNew])
            try await store.setCursor(of: "log", to: changes[0].id)
            let rest = try await store.changes(after: try await store.cursor(of: "log"), limit: 10)
            #expect(rest.map(\.kind) == [.storyNew])
        }
    }
}
