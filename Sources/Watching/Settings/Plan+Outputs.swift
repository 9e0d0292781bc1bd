import Classifying
import Comparing
import Fetching
import Foundation
import NewsModel
import Notifying
import StrictYAML

extension Plan {
    /// A file of the state directory, unless the path is absolute or `-`.
    func statePath(_ path: String) -> String {
        path == "-" || path.hasPrefix("/") ? path : settings.state.appendingPathComponent(path).path
    }

    /// Where the messages of each endpoint go, as a hash: the address of a chat's webhook is a secret.
    var places: [String: String] {
        let places = endpoints.map { endpoint in
            let place =
                switch endpoint {
                case .webhook(let webhook): "\(webhook.format.rawValue) \(webhook.url)"
                case .mail(let mail): "\(mail.command.joined(separator: " ")) \(mail.to.map(\.address))"
                }
            return (endpoint.name, String(Fingerprint.of(place), radix: 16))
        }
        return Dictionary(places) { first, _ in first }
    }

    var digestSettings: DigestSettings {
        DigestSettings(
            topicTitle: topic.title, timeZone: settings.notify.digest.timeZone, tagNames: topic.tagNames)
    }

    /// One line for a person who looks at the service.
    var summary: String {
        "Watching \(feeds.filter(\.enabled).count) feeds for \(topic.name), \(webhooks.count) webhooks"
    }

    var fetcherConfiguration: FetcherConfiguration {
        let fetch = settings.fetch
        var configuration = FetcherConfiguration(userAgent: userAgent)
        configuration.connections = fetch.concurrency
        configuration.connectionsPerHost = fetch.perHostConnections
        configuration.privateAddresses = fetch.privateAddresses == .allow ? .allow : .deny
        return configuration
    }

    /// Receivers are named by the user alone and often stand in the own network.
    var senderConfiguration: FetcherConfiguration {
        var configuration = FetcherConfiguration(userAgent: userAgent)
        configuration.privateAddresses = .allow
        // An endpoint that hangs is not to hold up another one on the same host.
        configuration.connectionsPerHost = 0
        return configuration
    }

    /// Who asks, as servers are told: the program, its version and where to complain.
    var userAgent: String {
        let contact = settings.fetch.contact.map { " (+\($0))" } ?? ""
        return "newswatch/\(Newswatch.version)\(contact)"
    }
}

extension Topic {
    var tagNames: [String: String] { Dictionary(tags.map { ($0.key, $0.name) }) { first, _ in first } }
}

extension MailEndpoint {
    init(_ mail: MailSettings) {
        self.init(name: MailSettings.endpointName, to: mail.to, from: mail.from, command: mail.command)
    }
}

extension WebhookEndpoint {
    /// The endpoint with its secrets read, or `nil` with a problem in the log.
    init?(
        _ webhook: WebhookSettings, _ settings: Settings, topic: Topic, secrets use: SecretUse,
        environment: [String: String], log: ProblemLog
    ) {
        guard let format = WebhookFormat(rawValue: webhook.format.rawValue) else { return nil }
        var secrets: [WebhookSecret] = []
        do {
            for text in try webhook.secrets?.read(for: use, environment: environment) ?? [] {
                secrets.append(try WebhookSecret(text))
            }
        } catch let error as SecretMissing {
            log.add(webhook.problem(error.reason, "set it, or name another source of the secret"))
            return nil
        } catch {
            log.add(webhook.problem("\(error)", "the webhook '\(webhook.name)' cannot sign without it"))
            return nil
        }
        self.init(
            name: webhook.name, url: webhook.url, secrets: secrets, format: format, timeout: webhook.timeout,
            tagNames: topic.tagNames, timeZone: settings.notify.digest.timeZone, pacing: webhook.pacing)
    }
}
