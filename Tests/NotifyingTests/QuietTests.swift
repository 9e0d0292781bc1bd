import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Quiet when it should be")
struct QuietTests {
    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private static func hours(_ from: String, _ to: String, _ zone: String) throws -> QuietHours {
        QuietHours(
            from: try #require(ClockTime(from)), to: try #require(ClockTime(to)),
            timeZone: try #require(TimeZone(identifier: zone)))
    }

    @Test(
        "Quiet hours end by the clock of their zone, over midnight and over changes of that clock",
        arguments: [
            ("22:00", "07:00", "Asia/Seoul", "2026-11-21T12:59:59Z", nil),
            ("22:00", "07:00", "Asia/Seoul", "2026-11-21T13:00:00Z", "2026-11-21T22:00:00Z"),
            ("22:00", "07:00", "Asia/Seoul", "2026-11-21T21:59:59Z", "2026-11-21T22:00:00Z"),
            ("22:00", "07:00", "Asia/Seoul", "2026-11-21T22:00:00Z", nil),
            ("12:00", "13:30", "UTC", "2026-11-21T12:15:00Z", "2026-11-21T13:30:00Z"),
            ("12:00", "13:30", "UTC", "2026-11-21T13:30:00Z", nil),
            // Berlin sets its clock back on 25 October at 3:00: the night is an hour longer.
            ("22:00", "07:00", "Europe/Berlin", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z"),
            // And forward on 29 March at 2:00: half past two does not come, three o'clock does.
            ("22:00", "02:30", "Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z"),
        ] as [(String, String, String, String, String?)])
    func quietHours(from: String, to: String, zone: String, now: String, end: String?) throws {
        let hours = try Self.hours(from, to, zone)
        #expect(hours.end(at: try Self.date(now)) == (try end.map(Self.date)))
    }

    @Test(
        "What is no time of day is none", arguments: ["", "24:00", "7", "7:0", "07:60", "-1:00", "07:00:00", "٠٧:٠٠"])
    func noTime(text: String) { #expect(ClockTime(text) == nil) }

    @Test("The hour of the day was last reached today or yesterday")
    func lastHour() throws {
        let seven = try #require(ClockTime("07:00"))
        #expect(
            seven.last(notAfter: try Self.date("2026-11-21T07:00:00Z"), in: .gmt)
                == (try Self.date("2026-11-21T07:00:00Z")))
        #expect(
            seven.last(notAfter: try Self.date("2026-11-21T06:59:59Z"), in: .gmt)
                == (try Self.date("2026-11-20T07:00:00Z")))
    }

    @Test("Without limits everything goes out, one by one")
    func unlimited() {
        let decision = AlertPacing().decision(at: SampleChanges.at, held: 0, accepted: [])
        #expect(decision == .send(atMost: .max))
    }

    @Test("Quiet hours hold everything; at their end few go out one by one, many together")
    func held() throws {
        let pacing = AlertPacing(quietHours: try Self.hours("22:00", "07:00", "UTC"))
        let night = try Self.date("2026-11-21T23:00:00Z")
        let morning = try Self.date("2026-11-22T07:00:00Z")
        #expect(pacing.decision(at: night, held: 0, accepted: []) == .hold(until: morning, .quietHours))
        #expect(pacing.decision(at: morning, held: 3, accepted: []) == .send(atMost: .max))
        #expect(pacing.decision(at: morning, held: 4, accepted: []) == .gather)
    }

    @Test("A cap counts what was accepted within the hour, and what is over it goes out together")
    func cap() {
        let now = SampleChanges.at
        let pacing = AlertPacing(alertsPerHour: 2)
        func ago(_ minutes: Double...) -> [Date] { minutes.map { now.addingTimeInterval(-$0 * 60) } }
        #expect(pacing.decision(at: now, held: 0, accepted: []) == .send(atMost: 2))
        #expect(pacing.decision(at: now, held: 0, accepted: ago(10, 70)) == .send(atMost: 1))
        let until = now.addingTimeInterval(10 * 60)
        #expect(pacing.decision(at: now, held: 0, accepted: ago(10, 50)) == .hold(until: until, .hourlyCap))
        #expect(pacing.decision(at: now, held: 2, accepted: ago(10, 70)) == .gather)
        #expect(pacing.decision(at: now, held: 1, accepted: ago(10, 70)) == .send(atMost: 1))
        // A clock that was set back by a day holds nobody back for a day.
        let hour = now.addingTimeInterval(3600)
        #expect(pacing.decision(at: now, held: 0, accepted: ago(-1440, -1439)) == .hold(until: hour, .hourlyCap))
    }

    // MARK: Mutes

    private static func mute(_ subject: Mute.Subject) -> Mute { Mute(id: 1, subject: subject, since: SampleChanges.at) }

    private static func change(
        _ kind: ChangeKind = .storyNew, tags: [String], new: [String]? = nil, outlets: [String] = ["Wire"]
    ) -> Change {
        var change = SampleChanges.change(kind)
        (change.detail.tags, change.detail.newTags) = (tags, new)
        change.detail.revision = nil
        change.detail.story?.outlets = outlets
        change.feed = outlets.first
        return change
    }

    @Test(
        "A mute silences its subject and no more",
        arguments: [
            (.story(StoryID(rawValue: 17)), change(tags: ["a"]), true),
            (.story(StoryID(rawValue: 18)), change(tags: ["a"]), false),
            (.tag("a"), change(tags: ["a"]), true),
            (.tag("a"), change(tags: ["a", "b"]), false),
            (.tag("a"), change(tags: []), false),
            (.tag("a"), change(.storyUpdated, tags: ["b", "a"], new: ["a"]), true),
            (.tag("b"), change(.storyUpdated, tags: ["b", "a"], new: ["a"]), false),
            (.feed("Wire"), change(tags: ["a"]), true),
            (.feed("Wire"), change(tags: ["a"], outlets: ["Wire", "Post"]), false),
            (.feed("Border Times"), SampleChanges.change(.feedFailing), false),
        ] as [(Mute.Subject, Change, Bool)])
    func muting(subject: Mute.Subject, change: Change, isMuted: Bool) {
        let mute = Muting.mute(of: change, story: change.detail.story?.id, among: [Self.mute(subject)])
        #expect((mute != nil) == isMuted)
    }

    @Test("A feed's mute silences its troubles; a story that was joined to a muted one is muted")
    func feedAndJoined() {
        var failing = SampleChanges.change(.feedFailing)
        failing.feed = "Border Times"
        #expect(Muting.mute(of: failing, story: nil, among: [Self.mute(.feed("Border Times"))]) != nil)
        let heir = StoryID(rawValue: 99)
        #expect(Muting.mute(of: Self.change(tags: ["a"]), story: heir, among: [Self.mute(.story(heir))]) != nil)
    }

    // MARK: Endpoints that are down

    @Test("An endpoint that stays down is told of once, and so is its recovery")
    func incident() {
        let begin = SampleChanges.at
        var health = EndpointHealth()
        var told: [ChangeKind] = []
        func attempt(_ outcome: DeliveryOutcome, minutes: Double) {
            let at = begin.addingTimeInterval(minutes * 60)
            let (after, event) = EndpointWatch.after(outcome, health, name: "desk", at: at)
            health = after
            if let event { told.append(event.kind) }
        }
        let failure = DeliveryOutcome.retry(at: begin, reason: "answered 502")
        for minutes in [0, 0, 0, 0.1, 5] { attempt(failure, minutes: minutes) }
        #expect(told.isEmpty)
        attempt(failure, minutes: 35)
        #expect(told == [.endpointFailing])
        #expect(health.failingSince == begin)
        attempt(failure, minutes: 95)
        attempt(.dead(reason: "answered 502"), minutes: 300)
        #expect(told == [.endpointFailing])
        attempt(.sent, minutes: 400)
        attempt(.sent, minutes: 401)
        #expect(told == [.endpointFailing, .endpointRecovered])
        #expect(health == EndpointHealth())
    }

    @Test("A hiccup is no incident, and an endpoint that says it is gone is one at once")
    func hiccup() {
        let failure = DeliveryOutcome.retry(at: SampleChanges.at, reason: "answered 502")
        let (once, _) = EndpointWatch.after(failure, EndpointHealth(), name: "desk", at: SampleChanges.at)
        let (after, event) = EndpointWatch.after(.sent, once, name: "desk", at: SampleChanges.at)
        #expect(after == EndpointHealth())
        #expect(event == nil)
        let gone = EndpointWatch.after(
            .endpointGone(reason: "410"), EndpointHealth(), name: "desk", at: SampleChanges.at)
        #expect(gone.event?.kind == .endpointFailing)
    }
}
