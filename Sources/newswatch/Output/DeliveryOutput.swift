import JSONText
import NewsModel
import Notifying

/// How deliveries are listed.
enum DeliveryOutput {
    static let header = ["ID", "ENDPOINT", "STATE", "TRIES", "NEXT TRY (UTC)", "CHANGE", "REASON"]

    static func row(_ delivery: Delivery) -> [String] {
        [
            "\(delivery.id)", delivery.endpoint, delivery.state.rawValue, "\(delivery.attempts)",
            delivery.state == .pending ? Listing.minute(delivery.nextTry) : "-",
            "\(delivery.change.id.rawValue) \(delivery.change.kind.rawValue)", delivery.lastError ?? "",
        ]
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
        writer.member("reason", delivery.lastError)
    }
}
