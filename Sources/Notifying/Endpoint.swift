/// Where deliveries go.
package enum Endpoint: Hashable, Sendable {
    case webhook(WebhookEndpoint)
    case mail(MailEndpoint)

    /// Its name in the settings and in the store.
    package var name: String {
        switch self {
        case .webhook(let webhook): webhook.name
        case .mail(let mail): mail.name
        }
    }

    /// A digest by mail has its own hour, and comes at it.
    package var pacing: AlertPacing {
        switch self {
        case .webhook(let webhook): webhook.pacing
        case .mail: AlertPacing()
        }
    }

    /// How long one try may take.
    package var timeout: Duration {
        switch self {
        case .webhook(let webhook): webhook.timeout
        case .mail(let mail): mail.timeout
        }
    }
}
