import Foundation
import NewsModel
import Testing

@testable import Notifying

@Suite("Delivery policy")
struct DeliveryPolicyTests {
    static let now = Date(timeIntervalSince1970: 1_795_262_400)  // Sat, 21 Nov 2026 12:00:00 GMT

    @Test("Every 2xx is success", arguments: [200, 201, 202, 204, 299])
    func success(code: Int) {
        #expect(DeliveryPolicy.outcome(.status(code), attempt: 1, at: Self.now, jitter: 0.5) == .sent)
    }

    @Test(
        "Anything else is tried again",
        arguments: [
            .failure("timed out"), .status(0), .status(100), .status(301), .status(307), .status(400), .status(401),
            .status(404), .status(500), .status(599), .status(999),
        ] as [DeliveryAnswer])
    func failure(answer: DeliveryAnswer) {
        #expect(wait(answer, attempt: 1) == 5)
    }

    @Test(
        "What the other messages would meet as well is not tried with them: the endpoint is left alone",
        arguments: [
            (.status(200), 1, nil), (.status(400), 1, nil), (.status(500), 1, nil), (.status(410), 1, nil),
            (.accepted, 1, nil), (.failure("timed out"), 1, 5), (.failure("timed out"), 2, 60),
            (.failure("timed out"), 9, 60), (.failure("timed out"), 10, 60), (.status(429), 1, 60),
            (.status(503), 7, 60), (.status(429, retryAfter: "3600"), 1, 3600),
            (.status(429, retryAfter: "3600"), 10, 3600), (.status(503, retryAfter: "1"), 1, 60),
            (.status(500, retryAfter: "90"), 1, 90), (.status(200, retryAfter: "90"), 1, nil),
            (.status(429, retryAfter: "999999999"), 1, 86_400),
        ] as [(DeliveryAnswer, Int, Double?)])
    func pause(answer: DeliveryAnswer, attempt: Int, seconds: Double?) {
        let outcome = DeliveryPolicy.outcome(answer, attempt: attempt, at: Self.now, jitter: 0.5)
        let until = DeliveryPolicy.pause(after: answer, outcome, at: Self.now)
        #expect(until?.timeIntervalSince(Self.now) == seconds)
    }

    @Test("410 disables the endpoint, on any try", arguments: [1, 10, 11])
    func gone(attempt: Int) {
        guard case .endpointGone = DeliveryPolicy.outcome(.status(410), attempt: attempt, at: Self.now, jitter: 0)
        else {
            Issue.record("not gone")
            return
        }
    }

    @Test(
        "The schedule, then dead",
        arguments: [
            (1, 5), (2, 300), (3, 1_800), (4, 7_200), (5, 18_000), (6, 36_000), (7, 50_400), (8, 72_000), (9, 86_400),
            (10, nil), (11, nil), (.max, nil), (0, 5), (-1, 5), (.min, 5),
        ] as [(Int, Double?)])
    func schedule(attempt: Int, seconds: Double?) {
        #expect(wait(.status(500), attempt: attempt) == seconds)
    }

    @Test(
        "Jitter spreads a wait over 90 to 110 percent of it",
        arguments: [(0, 270), (0.5, 300), (1, 330), (-5, 270), (7, 330), (.nan, 300)] as [(Double, Double)])
    func jitter(jitter: Double, seconds: Double) throws {
        let wait = try #require(self.wait(.status(500), attempt: 2, jitter: jitter))
        #expect(abs(wait - seconds) < 0.001)
    }

    @Test(
        "An overloaded endpoint is slowed down, and Retry-After is honoured up to a day",
        arguments: [
            (429, nil, 1, 60), (502, nil, 1, 60), (503, nil, 1, 60), (504, nil, 1, 60), (500, nil, 1, 5),
            (503, "120", 1, 120), (503, " 120 ", 1, 120), (503, "1", 2, 300), (500, "90", 1, 90),
            (503, "Sat, 21 Nov 2026 12:10:00 GMT", 1, 600), (503, "Saturday, 21-Nov-26 12:10:00 GMT", 1, 600),
            (503, "Sat Nov 21 12:10:00 2026", 1, 600), (503, "Sat Nov  1 12:10:00 2026", 1, 60),
            (503, "Sat, 21 Nov 2020 12:10:00 GMT", 1, 60), (503, "Sunday, 06-Nov-94 08:49:37 GMT", 1, 60),
            (503, "999999999999999999999999999", 1, 86_400), (503, "Sat, 21 Nov 2126 12:10:00 GMT", 1, 86_400),
            (503, "-5", 1, 60), (503, "soon", 1, 60), (503, "", 1, 60), (503, "1.5", 1, 60),
            (503, "Sat, 99 Nov 2026 12:10:00 GMT", 1, 60), (503, "Sat, 21 Nov 2026 99:99:99 GMT", 1, 60),
            (503, "a b c d e f g", 1, 60), (503, "-- :: ,,", 1, 60),
        ] as [(Int, String?, Int, Double)])
    func retryAfter(code: Int, value: String?, attempt: Int, seconds: Double) {
        #expect(wait(.status(code, retryAfter: value), attempt: attempt) == seconds)
    }

    @Test("Retry-After keeps nothing alive for ever")
    func retryAfterAtTheEnd() {
        #expect(wait(.status(503, retryAfter: "5"), attempt: 10) == nil)
    }

    @Test("A receiver that never answers is tried ten times over three days")
    func threeDays() {
        var clock = Self.now
        var tries = 0
        while true {
            tries += 1
            let outcome = DeliveryPolicy.outcome(.failure("no answer"), attempt: tries, at: clock, jitter: 0.5)
            guard case .retry(let next, _) = outcome else { break }
            #expect(next > clock)
            clock = next
        }
        #expect(tries == 10)
        #expect(clock.timeIntervalSince(Self.now) == 272_105)  // 75:35:05
    }

    @Test("The reason is one clean line that says what to do")
    func reasons() {
        let outcome = DeliveryPolicy.outcome(.failure("reset\n\u{1B}[31m"), attempt: 1, at: Self.now, jitter: 0.5)
        #expect(outcome == .retry(at: Self.now.addingTimeInterval(5), reason: "reset [31m"))
        guard case .retry(_, let reason) = DeliveryPolicy.outcome(.status(308), attempt: 1, at: Self.now, jitter: 0)
        else {
            Issue.record("not retried")
            return
        }
        #expect(reason.contains("308") && reason.contains("url"))
    }

    /// Seconds until the next try; `nil` when there is none.
    private func wait(_ answer: DeliveryAnswer, attempt: Int, jitter: Double = 0.5) -> Double? {
        guard case .retry(let date, _) = DeliveryPolicy.outcome(answer, attempt: attempt, at: Self.now, jitter: jitter)
        else {
            return nil
        }
        return date.timeIntervalSince(Self.now)
    }
}
