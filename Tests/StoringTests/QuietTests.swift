import Foundation
import NewsModel
import Storing
import Testing

@Suite("Alerts that are held, gathered and muted stay in the outbox")
struct QuietTests {
    private static let route = Route(endpoint: "desk", kinds: [.storyNew, .storyUpdated])

    /// A store with an alert for each of three stories.
    private func withAlerts(_ body: (NewsStore, [FeedState], [Delivery]) async throws -> Void) async throws {
        try await withStore { store, feeds, _ in
            let entries = [Story.harbour, .orchard, .books].enumerated().map {
                article("\($0.offset)", $0.element.text)
            }
            try await store.commit(pass(feeds[0], entries), routes: [Self.route])
            try await body(store, feeds, try await store.due())
        }
    }

    private func all(_ store: NewsStore) async throws -> [Delivery] {
        try await store.deliveries(DeliveryFilter()).sorted { $0.id < $1.id }
    }

    @Test("What is held is due at the end and not before, with its reason; what was asked for by hand is not held")
    func hold() async throws {
        try await withAlerts { store, _, due in
            #expect(due.count == 3)
            try await store.retry(due[2].id, at: noon)
            try await store.hold(endpoint: "desk", until: minutes(60), .quietHours, at: noon)
            #expect(try await store.due().map(\.id) == [due[2].id])
            #expect(try await all(store).map(\.held) == [.quietHours, .quietHours, nil])
            #expect(try await store.heldDeliveries(endpoint: "desk", at: minutes(59), limit: 9).isEmpty)
            #expect(
                try await store.heldDeliveries(endpoint: "desk", at: minutes(60), limit: 9).map(\.id)
                    == due[..<2].map(\.id))
            let material = try await store.digestMaterial(from: minutes(-60), to: minutes(1), lastDigest: nil)
            #expect(
                material.silence.held
                    == [.init(endpoint: "desk", reason: .quietHours, count: 2, until: minutes(60))])
        }
    }

    @Test("A gathering shares one fate, also when it is asked for again by any of its parts")
    func gather() async throws {
        try await withAlerts { store, _, due in
            try await store.hold(endpoint: "desk", until: minutes(60), .hourlyCap, at: noon)
            try await store.gather(due.map(\.id))
            let message = try #require(try await store.due(at: minutes(60)).first)
            #expect(message.id == due[0].id)
            #expect(message.gathered.map(\.id) == due[1...].map(\.change.id))
            #expect(try await store.due(at: minutes(60)).count == 1)
            #expect(try await store.heldDeliveries(endpoint: "desk", at: minutes(60), limit: 9).isEmpty)

            try await store.record(.retry(at: minutes(65), reason: "502"), of: message.id, at: minutes(60))
            #expect(try await all(store).map(\.attempts) == [1, 1, 1])
            try await store.record(.sent, of: message.id, at: minutes(65))
            #expect(try await all(store).map(\.state) == [.sent, .sent, .sent])
            #expect(try await store.lastMessages(endpoint: "desk", limit: 9) == [minutes(65)])
            let material = try await store.digestMaterial(from: noon, to: minutes(90), lastDigest: nil)
            #expect(
                material.silence.gathered
                    == [.init(endpoint: "desk", reason: .hourlyCap, alerts: 3, messages: 1)])

            #expect(try await store.retry(due[2].id, at: minutes(70)))
            let again = try #require(try await store.due(at: minutes(70)).first)
            #expect(again.id == message.id)
            #expect(again.gathered == message.gathered)
        }
    }

    @Test("What is sent again goes by itself: its receiver may know it under its id by other content")
    func revivedAlone() async throws {
        try await withAlerts { store, _, due in
            try await store.hold(endpoint: "desk", until: minutes(60), .quietHours, at: noon)
            try await store.record(.sent, of: due[0].id, at: minutes(60))
            try await store.record(.retry(at: minutes(65), reason: "500"), of: due[1].id, at: minutes(60))
            #expect(
                try await store.retry(made: noon..<minutes(1), [.sent], endpoint: "desk", at: minutes(70)) == 1)
            try await store.retry(due[1].id, at: minutes(70))
            try await store.hold(endpoint: "desk", until: minutes(120), .quietHours, at: minutes(71))
            #expect(
                try await store.heldDeliveries(endpoint: "desk", at: minutes(120), limit: 9).map(\.id) == [due[2].id])
        }
    }

    @Test("A message that was tried keeps why it was held back, which its content tells")
    func reasonStays() async throws {
        try await withAlerts { store, _, due in
            try await store.hold(endpoint: "desk", until: minutes(60), .hourlyCap, at: noon)
            try await store.record(.retry(at: minutes(61), reason: "500"), of: due[0].id, at: minutes(60))
            try await store.hold(endpoint: "desk", until: minutes(600), .quietHours, at: minutes(61))
            #expect(try await all(store).map(\.held) == [.hourlyCap, .quietHours, .quietHours])
            #expect(try await all(store).map(\.nextTry) == Array(repeating: minutes(600), count: 3))

            // Asked anew, but for what waits for another reason.
            try await store.releaseHeld(endpoint: "other", at: minutes(62))
            #expect(try await store.due(at: minutes(62)).isEmpty)
            try await store.releaseHeld(at: minutes(62))
            #expect(try await store.due(at: minutes(62)).map(\.id) == due[1...].map(\.id))
        }
    }

    @Test("News of a story that waits in a message is not gathered into another one before it")
    func order() async throws {
        try await withAlerts { store, feeds, due in
            try await store.hold(endpoint: "desk", until: minutes(60), .quietHours, at: noon)
            try await store.gather(due.map(\.id))
            var text = Story.harbour.text
            text.title = "Northern pier reopens after repairs"
            try await store.commit(
                pass(feeds[0], [article("0", text, fingerprint: 2)], at: minutes(1)), routes: [Self.route])
            try await store.hold(endpoint: "desk", until: minutes(60), .quietHours, at: minutes(1))
            #expect(try await all(store).count == 4)
            #expect(try await store.heldDeliveries(endpoint: "desk", at: minutes(60), limit: 9).isEmpty)
            try await store.record(.sent, of: due[0].id, at: minutes(60))
            #expect(try await store.due(at: minutes(60)).map(\.change.kind) == [.storyUpdated])
        }
    }

    @Test("A muted alert is counted under its mute, and sent after all when it is asked for")
    func muted() async throws {
        try await withAlerts { store, _, due in
            let story = try #require(due[0].change.detail.story)
            let mute = try await store.mute(.story(story.id), until: minutes(600), at: noon)
            try await store.mute(due[0].id, by: mute, reason: "muted: story", at: noon)
            #expect(try await store.due().map(\.id) == due[1...].map(\.id))
            let silence = try await store.digestMaterial(from: minutes(-1), to: minutes(1), lastDigest: nil).silence
            #expect(silence.muted == [.init(mute: mute, title: story.title, alerts: 1, stands: true)])
            let later = try await store.digestMaterial(from: minutes(700), to: minutes(800), lastDigest: nil).silence
            #expect(later.muted.isEmpty)

            #expect(try await store.retry(due[0].id, at: minutes(1)))
            let again = try #require(try await store.due(at: minutes(1)).first)
            #expect(again.id == due[0].id)
            #expect(again.isUrgent)
        }
    }

    @Test("A mute stands until its end or its removal; another of the same subject moves its end")
    func mutes() async throws {
        try await withStore { store, _, _ in
            let tag = try await store.mute(.tag("sanctions"), until: minutes(10), at: noon)
            let feed = try await store.mute(.feed("alpha"), until: nil, at: noon)
            #expect(try await store.mutes(at: minutes(1)) == [tag, feed])
            let longer = try await store.mute(.tag("sanctions"), until: minutes(20), at: minutes(1))
            #expect(longer.id == tag.id)
            #expect(try await store.mutes(at: minutes(15)) == [longer, feed])
            #expect(try await store.mutes(at: minutes(20)) == [feed])
            #expect(try await store.removeMute(feed.id, at: minutes(21)) == feed)
            #expect(try await store.removeMute(feed.id, at: minutes(22)) == nil)
            #expect(try await store.mutes(at: minutes(22)).isEmpty)
        }
    }

    @Test("A span of time is sent again, what was sent in it too, under the same ids")
    func range() async throws {
        try await withAlerts { store, feeds, due in
            try await store.record(.sent, of: due[0].id, at: noon)
            try await store.record(.dead(reason: "400"), of: due[1].id, at: noon)
            #expect(
                try await store.retry(made: minutes(1)..<minutes(9), [.sent, .dead], endpoint: nil, at: minutes(9)) == 0
            )
            #expect(
                try await store.retry(made: noon..<minutes(1), [.sent, .dead], endpoint: "other", at: minutes(9)) == 0)
            #expect(try await store.retry(made: noon..<minutes(1), [.dead], endpoint: "desk", at: minutes(9)) == 1)
            #expect(
                try await store.retry(made: noon..<minutes(1), [.sent, .dead], endpoint: "desk", at: minutes(9)) == 1)
            #expect(Set(try await store.due(at: minutes(9)).map(\.id)) == Set(due.map(\.id)))
        }
    }

    @Test("An endpoint that is down is told of to the others, and never to itself")
    func incident() async throws {
        try await withAlerts { store, _, due in
            let routes = ["desk", "operators"].map { Route(endpoint: $0, kinds: [.endpointFailing]) }
            var health = EndpointHealth()
            (health.failures, health.failingSince, health.toldAt) = (4, noon, minutes(35))
            let snapshot = EndpointSnapshot(name: "desk", reason: "answered 502", failures: 4, since: noon)
            try await store.record(
                .retry(at: minutes(95), reason: "answered 502"), of: due[0].id, health: health,
                event: EndpointEvent(kind: .endpointFailing, snapshot: snapshot), routes: routes, at: minutes(35))
            #expect(try await store.health(ofEndpoint: "desk") == health)
            #expect(try await store.due("operators", at: minutes(35)).map(\.change.detail.endpoint) == [snapshot])
            #expect(try await all(store).filter { $0.endpoint == "desk" }.count == 3)
            #expect(try await store.troubledEndpoints().first?.failingSince == noon)
        }
    }
}
