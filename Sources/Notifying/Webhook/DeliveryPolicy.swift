package import Foundation
package import NewsModel

/// What came back from one try.
package enum DeliveryAnswer: Hashable, Sendable {
    /// An answer with its status code and its `Retry-After`, byte for byte.
    case status(Int, retryAfter: String? = nil)
    /// A program took the message.
    case accepted
    /// No answer: why, in words.
    case failure(String)

    package var isAccepted: Bool {
        switch self {
        case .status(let code, _): (200...299).contains(code)
        case .accepted: true
        case .failure: false
        }
    }
}

/// Decides what becomes of a delivery after a try.
///
/// Source: Standard Webhooks 1.0, "Delivery success and failure".
package enum DeliveryPolicy {
    /// The waits before each try, the first at once; after the last one a delivery is dead.
    package static let schedule: [Duration] = [
        .zero, .seconds(5), .seconds(300), .seconds(1800), .seconds(7200), .seconds(18_000), .seconds(36_000),
        .seconds(50_400), .seconds(72_000), .seconds(86_400),
    ]

    /// A receiver that says it is overloaded, or that does not answer, is left alone for at least this long.
    static let overloadWait: TimeInterval = 60

    /// - Parameters:
    ///   - attempt: The number of the try just made, from 1.
    ///   - now: When the try ended.
    ///   - jitter: In 0...1, drawn anew for each try; spreads the wait over 90...110 % of its length, so that receivers
    ///     that failed together are not asked together again.
    package static func outcome(
        _ answer: DeliveryAnswer,
        attempt: Int,
        at now: Date,
        jitter: Double
    ) -> DeliveryOutcome {
        if answer.isAccepted { return .sent }
        let reason = reason(for: answer)
        if case .status(410, _) = answer { return .endpointGone(reason: reason) }
        guard attempt < schedule.count else {
            return .dead(reason: "\(reason); gave up after \(attempt) tries")
        }
        let spread = 0.9 + 0.2 * (jitter.isFinite ? min(max(jitter, 0), 1) : 0.5)
        var wait = Double(schedule[max(attempt, 1)].components.seconds) * spread
        if case .status(let code, let retryAfter) = answer {
            if overloads.contains(code) { wait = max(wait, overloadWait * spread) }
            if let asked = RetryAfter.wait(retryAfter, at: now) { wait = max(wait, Double(asked.components.seconds)) }
        }
        return .retry(at: now.addingTimeInterval(wait), reason: reason)
    }

    /// Until when the whole endpoint is left alone after a try: what other messages would meet there is known already.
    ///
    /// - Parameter outcome: What became of the message; the first wait of one that met a hiccup is short for all.
    /// - Returns: Nil when the answer is about this message alone.
    package static func pause(after answer: DeliveryAnswer, _ outcome: DeliveryOutcome, at now: Date) -> Date? {
        var asked: Duration?
        switch answer {
        case .accepted: return nil
        case .failure: break
        case .status(let code, let retryAfter):
            asked = RetryAfter.wait(retryAfter, at: now)
            guard !answer.isAccepted, overloads.contains(code) || asked != nil else { return nil }
        }
        // Longer only where it is asked for: the long waits of one old message are not those of all the others.
        var wait = overloadWait
        switch outcome {
        case .sent, .endpointGone: return nil
        case .retry(let next, _): wait = min(wait, next.timeIntervalSince(now))
        case .dead: break
        }
        return now.addingTimeInterval(max(wait, Double(asked?.components.seconds ?? 0)))
    }

    private static let overloads: Set<Int> = [429, 502, 503, 504]

    private static func reason(for answer: DeliveryAnswer) -> String {
        switch answer {
        case .accepted: "accepted"
        case .failure(let reason): Excerpt.of(PlainText.line(reason), limit: 300)
        case .status(let code, _):
            switch code {
            case 300...399: "answered \(code): redirects are not followed, set the endpoint's url to the new address"
            case 401, 403: "answered \(code): the endpoint refuses us, check its url and secret"
            case 404: "answered 404: nothing listens at the endpoint's url"
            case 410: "answered 410: the endpoint wants no more messages"
            case 413: "answered 413: the message is too large for the endpoint"
            case 429: "answered 429: too many messages"
            case 502, 503, 504: "answered \(code): the endpoint is overloaded or down"
            default: "answered \(code)"
            }
        }
    }
}
