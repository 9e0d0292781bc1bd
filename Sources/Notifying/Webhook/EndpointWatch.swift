package import Foundation
package import NewsModel

/// Decides when an endpoint counts as down, and tells of it once, and of its recovery once.
package enum EndpointWatch {
    /// An endpoint is down when it has failed so often in a row, and for so long.
    ///
    /// Three messages that fail in one second are one hiccup; the third try of one message comes five minutes after its
    /// first, the fourth half an hour later.
    static let failures = 3
    static let duration: TimeInterval = 600

    /// How an endpoint is after a try, and what people are told of it.
    package static func after(
        _ outcome: DeliveryOutcome,
        _ health: EndpointHealth,
        name: String,
        at now: Date
    ) -> (health: EndpointHealth, event: EndpointEvent?) {
        switch outcome {
        case .sent:
            guard health.toldAt != nil, let since = health.failingSince else { return (EndpointHealth(), nil) }
            let snapshot = EndpointSnapshot(name: name, reason: nil, failures: health.failures, since: since)
            return (EndpointHealth(), EndpointEvent(kind: .endpointRecovered, snapshot: snapshot))
        case .retry(_, let reason), .dead(let reason):
            return failed(health, name: name, reason: reason, isFinal: false, at: now)
        case .endpointGone(let reason):
            return failed(health, name: name, reason: reason, isFinal: true, at: now)
        }
    }

    private static func failed(
        _ health: EndpointHealth,
        name: String,
        reason: String,
        isFinal: Bool,
        at now: Date
    ) -> (health: EndpointHealth, event: EndpointEvent?) {
        var health = health
        let since = health.failingSince ?? now
        health.failures += 1
        health.failingSince = since
        let isDown = health.failures >= failures && now.timeIntervalSince(since) >= duration
        guard health.toldAt == nil, isDown || isFinal else { return (health, nil) }
        health.toldAt = now
        let snapshot = EndpointSnapshot(name: name, reason: reason, failures: health.failures, since: since)
        return (health, EndpointEvent(kind: .endpointFailing, snapshot: snapshot))
    }
}
