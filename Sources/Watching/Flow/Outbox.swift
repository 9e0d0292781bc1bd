package import Fetching
package import Foundation
package import Logging
import Measuring
import NewsModel
package import Notifying
package import Storing

/// Sends what the store has written down to be sent, and writes down what became of it.
///
/// The order within an endpoint is the journal's. One endpoint knows nothing of the others, so that one that hangs
/// delays nobody.
package struct Outbox: Sendable {
    package struct Report: Hashable, Sendable {
        package var sent = 0
        package var failed = 0

        package static func += (sum: inout Report, other: Report) {
            sum.sent += other.sent
            sum.failed += other.failed
        }
    }

    private let store: NewsStore
    private let sender: Fetcher
    private let measures: Measures
    private let pulse: Pulse
    private let log: Logger
    private let clock: @Sendable () -> Date

    /// - Parameter sender: Not the feeds' fetcher: a receiver may stand inside the own network.
    package init(
        store: NewsStore, sender: Fetcher, measures: Measures, pulse: Pulse, log: Logger,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.sender = sender
        self.measures = measures
        self.pulse = pulse
        self.log = log
        self.clock = clock
    }

    /// Makes one try of everything that is due at the endpoint now.
    ///
    /// A try that fails is written down and is no error here.
    package func deliver(to endpoint: WebhookEndpoint) async throws(StoreError) -> Report {
        var report = Report()
        while !Task.isCancelled {
            let due = try await store.dueDeliveries(endpoint: endpoint.name, at: clock(), limit: 20)
            if due.isEmpty { break }
            for delivery in due {
                guard let outcome = await observedSend(delivery, to: endpoint) else { return report }
                try await record(outcome, of: delivery)
                if outcome == .sent { report.sent += 1 } else { report.failed += 1 }
            }
        }
        return report
    }

    /// One try that is timed and counted, and is stuck when it outlasts its time limit by far.
    private func observedSend(_ delivery: Delivery, to endpoint: WebhookEndpoint) async -> DeliveryOutcome? {
        let begin = ContinuousClock.now
        let outcome = await pulse.during("a delivery to \(endpoint.name)", atMost: endpoint.timeout + .seconds(60)) {
            await send(delivery, to: endpoint)
        }
        guard let outcome else { return nil }
        measures.deliveryTime[endpoint.name].observe(begin.duration(to: .now))
        measures.count(outcome, to: endpoint.name)
        return outcome
    }

    /// In a task of its own: what the receiver accepted is written down even when the program is told to stop meanwhile.
    private func record(_ outcome: DeliveryOutcome, of delivery: Delivery) async throws(StoreError) {
        let now = clock()
        let recording = Task { () async -> Result<Void, StoreError> in
            do throws(StoreError) {
                return .success(try await store.record(outcome, of: delivery.id, at: now))
            } catch {
                return .failure(error)
            }
        }
        try await recording.value.get()
    }

    /// One try; `nil` when it was cut short by the program's own end and so tells nothing about the receiver.
    private func send(_ delivery: Delivery, to endpoint: WebhookEndpoint) async -> DeliveryOutcome? {
        let request = WebhookMessage.request(for: delivery, to: endpoint, at: clock())
        let answer: DeliveryAnswer
        do {
            let received = try await sender.post(PostRequest(request, timeout: endpoint.timeout))
            answer = .status(received.status, retryAfter: received.retryAfter)
        } catch .cancelled, .closed {
            return nil
        } catch {
            answer = .failure(error.description)
        }
        let outcome = DeliveryPolicy.outcome(
            answer, attempt: delivery.attempts + 1, at: clock(), jitter: Double.random(in: 0...1))
        if outcome != .sent {
            log.warning(
                "delivery failed",
                metadata: ["endpoint": "\(endpoint.name)", "id": "\(delivery.id)", "outcome": "\(outcome)"])
        }
        return outcome
    }
}

extension PostRequest {
    init(_ request: WebhookRequest, timeout: Duration) {
        self.init(
            url: request.url, headers: request.headers.map { Header($0.name, $0.value) }, body: request.body,
            timeout: timeout)
    }
}
