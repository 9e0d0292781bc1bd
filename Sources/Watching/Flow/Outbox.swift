package import Fetching
package import Foundation
package import Logging
import Measuring
package import NewsModel
package import Notifying
package import Storing

/// Sends what the store has written down to be sent, and writes down what became of it.
///
/// The order within a story is the journal's. One endpoint knows nothing of the others, so that one that hangs
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

    /// How often an outcome is recorded while another program holds the database; each try waits some seconds.
    private static let recordings = 12

    private let store: NewsStore
    private let unrecorded: UnrecordedOutcomes
    private let sender: Fetcher
    private let routes: [Route]
    private let digest: DigestSettings
    private let measures: Measures
    private let pulse: Pulse
    private let log: Logger
    private let clock: @Sendable () -> Date

    /// - Parameters:
    ///   - unrecorded: What an outbox before this one could not record.
    ///   - sender: Not the feeds' fetcher: a receiver may stand inside the own network.
    ///   - routes: Who is told of an endpoint that is down.
    ///   - digest: How a digest is written that goes out by mail.
    package init(
        store: NewsStore,
        unrecorded: UnrecordedOutcomes,
        sender: Fetcher,
        routes: [Route],
        digest: DigestSettings,
        measures: Measures,
        pulse: Pulse,
        log: Logger,
        clock: @escaping @Sendable () -> Date
    ) {
        self.store = store
        self.unrecorded = unrecorded
        self.sender = sender
        self.routes = routes
        self.digest = digest
        self.measures = measures
        self.pulse = pulse
        self.log = log
        self.clock = clock
    }

    /// Makes one try of everything that is due at the endpoint now and that it is to be told now.
    ///
    /// A try that fails is written down and is no error here. One that says that the whole endpoint is in trouble is the last:
    /// the others keep their tries. What cannot be written down is an error, and is written down before anything more is sent.
    package func deliver(to endpoint: Endpoint) async throws(StoreError) -> Report {
        var report = Report()
        if let made = unrecorded.of(endpoint.name) { try await record(made, in: &report) }
        let queue = OutboxQueue(store: store, endpoint: endpoint, clock: clock)
        while !Task.isCancelled {
            let deliveries = try await queue.next()
            if deliveries.isEmpty { break }
            for delivery in deliveries {
                guard let made = try await observedSend(delivery, to: endpoint) else { return report }
                unrecorded.keep(made)
                try await record(made, in: &report)
                if case .endpointGone = made.outcome { return report }
                if made.pause != nil { return report }
            }
        }
        return report
    }

    /// One try that is timed and counted, and is stuck when it outlasts its time limit by far.
    private func observedSend(_ delivery: Delivery, to endpoint: Endpoint) async throws(StoreError) -> MadeTry? {
        let material = try await material(for: delivery)
        let begin = ContinuousClock.now
        let answer = await pulse.during("a delivery to \(endpoint.name)", atMost: endpoint.timeout + .seconds(60)) {
            await send(delivery, material, to: endpoint)
        }
        guard let answer else { return nil }
        let now = clock()
        let outcome = DeliveryPolicy.outcome(
            answer, attempt: delivery.attempts + 1, at: now, jitter: Double.random(in: 0...1))
        measures.deliveryTime[endpoint.name].observe(begin.duration(to: .now))
        measures.count(outcome, to: endpoint.name)
        let pause = DeliveryPolicy.pause(after: answer, outcome, at: now)
        return MadeTry(delivery: delivery, outcome: outcome, pause: pause, at: now)
    }

    /// Tries again while another program holds the database, as long as the program is not told to stop.
    private func record(_ made: MadeTry, in report: inout Report) async throws(StoreError) {
        var remaining = Self.recordings
        var recorded = await outcomeOfRecording(made)
        while case .failure(.busy) = recorded, remaining > 1, !Task.isCancelled {
            remaining -= 1
            recorded = await outcomeOfRecording(made)
        }
        let event = try recorded.get()
        unrecorded.forget(made.delivery.endpoint)
        if made.outcome == .sent { report.sent += 1 } else { report.failed += 1 }
        tell(made.outcome, of: made.delivery, event: event)
    }

    /// In a task of its own: what the receiver accepted is written down even when the program is told to stop meanwhile.
    private func outcomeOfRecording(_ made: MadeTry) async -> Result<EndpointEvent?, StoreError> {
        await Task { () async -> Result<EndpointEvent?, StoreError> in
            do throws(StoreError) {
                let name = made.delivery.endpoint
                let health = try await store.health(ofEndpoint: name)
                let (after, event) = EndpointWatch.after(made.outcome, health, name: name, at: made.at)
                try await store.record(
                    made.outcome, of: made.delivery.id, pause: made.pause, health: after == health ? nil : after,
                    event: event, routes: routes, at: made.at)
                return .success(event)
            } catch {
                return .failure(error)
            }
        }.value
    }

    private func tell(_ outcome: DeliveryOutcome, of delivery: Delivery, event: EndpointEvent?) {
        if outcome != .sent {
            log.warning(
                "delivery failed",
                metadata: ["endpoint": "\(delivery.endpoint)", "id": "\(delivery.id)", "outcome": "\(outcome)"])
        }
        guard let event else { return }
        let facts: Logger.Metadata = [
            "endpoint": "\(event.snapshot.name)", "since": "\(event.snapshot.since.formatted(.iso8601))",
            "failures": "\(event.snapshot.failures)",
        ]
        if event.kind == .endpointRecovered {
            log.notice("the endpoint is back", metadata: facts)
        } else {
            let reason: Logger.Metadata = ["reason": "\(event.snapshot.reason ?? "")"]
            log.error("the endpoint is down", metadata: facts.merging(reason) { $1 })
        }
    }

    /// One try; `nil` when it was cut short by the program's own end and so tells nothing about the receiver.
    private func send(_ delivery: Delivery, _ material: DigestMaterial?, to endpoint: Endpoint) async -> DeliveryAnswer?
    {
        switch endpoint {
        case .webhook(let webhook): await post(delivery, to: webhook)
        case .mail(let mail): await self.mail(delivery, material, to: mail)
        }
    }

    private func post(_ delivery: Delivery, to endpoint: WebhookEndpoint) async -> DeliveryAnswer? {
        let request = WebhookMessage.request(for: delivery, to: endpoint, at: clock())
        do {
            let received = try await sender.post(PostRequest(request, timeout: endpoint.timeout))
            return .status(received.status, retryAfter: received.retryAfter)
        } catch .cancelled, .closed {
            return nil
        } catch {
            return .failure(error.description)
        }
    }

    /// What a digest that is to be mailed tells; nil for every other delivery.
    private func material(for delivery: Delivery) async throws(StoreError) -> DigestMaterial? {
        guard let window = delivery.change.detail.digest else { return nil }
        return try await store.digestMaterial(from: window.from, to: window.to, lastDigest: window.previous)
    }

    private func mail(_ delivery: Delivery, _ material: DigestMaterial?, to endpoint: MailEndpoint) async
        -> DeliveryAnswer
    {
        guard let material else { return .failure("no digest belongs to this delivery") }
        let message = MailMessage.bytes(material, for: delivery, to: endpoint, digest)
        return await Blocking.run {
            Sendmail.send(message, by: endpoint.command, timeout: endpoint.timeout)
        }
    }
}

extension PostRequest {
    init(_ request: WebhookRequest, timeout: Duration) {
        self.init(
            url: request.url, headers: request.headers.map { Header($0.name, $0.value) }, body: request.body,
            timeout: timeout)
    }
}
