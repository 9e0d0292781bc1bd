import JSONText
import NewsModel
import Notifying

/// How deliveries are listed.
enum DeliveryOutput {
    static let header = ["ID", "ENDPOINT", "STATE", "TRIES", "NEXT TRY (UTC)", "CHANGE", "REASON"]

    static func row(_ delivery: Delivery) -> [String] {
        [
            "\(delivery.id)", delivery.endpoint, condition(delivery), "\(delivery.attempts)",
            delivery.state == .pending ? Listing.minute(delivery.nextTry) : "-",
            "\(delivery.change.id.rawValue) \(delivery.change.kind.rawValue)", reason(delivery) ?? "",
        ]
    }

    /// `held` for what waits on purpose, not because a try failed.
    private static func condition(_ delivery: Delivery) -> String {
        delivery.state == .pending && delivery.attempts == 0 && delivery.held != nil ? "held" : delivery.state.rawValue
    }

    private static func reason(_ delivery: Delivery) -> String? {
        if let carrier = delivery.carrier {
            return ["told with \(carrier)", delivery.lastError].compactMap(\.self).joined(separator: "; ")
        }
        guard condition(delivery) == "held" else { return delivery.lastError }
        switch delivery.held {
        case .quietHours: return "quiet hours"
        case .hourlyCap: return "the cap of alerts an hour is reached"
        case nil: return nil
        }
    }

    static func write(_ delivery: Delivery, to writer: inout JSONWriter) {
        writer.member("id", Int(delivery.id))
        writer.member("webhook_id", WebhookMessage.identifier(change: delivery.change.id, endpoint: delivery.endpoint))
        writer.member("endpoint", delivery.endpoint)
        writer.member("state", delivery.state.rawValue)
        writer.member("attempts", delivery.attempts)
        writer.member("next_try", delivery.state == .pending ? timestamp(delivery.nextTry) : nil)
        writer.member("created", timestamp(delivery.created))
        writer.member("change", Int(delivery.change.id.rawValue))
        writer.member("type", delivery.change.kind.rawValue)
        writer.member("reason", reason(delivery))
        writer.member("held", delivery.held?.rawValue)
        writer.member("told_with", delivery.carrier.map { Int($0) })
    }
}
