package import Classifying
import Dispatch
package import Foundation
package import NewsModel
package import Notifying
import Scheduling
package import StrictYAML
import Synchronization

/// All that the settings lead to, read and found good.
package struct Plan: Sendable {
    package let settings: Settings
    package let feeds: [Feed]
    package let topic: Topic
    package let webhooks: [WebhookEndpoint]
    package let mail: MailEndpoint?
    /// Health and metrics; `nil` serves none.
    package let http: HTTPService?

    /// How many hosts the enabled feeds have.
    package var hosts: Int { Set(feeds.filter(\.enabled).compactMap { HostName.of($0.url) }).count }

    /// Everywhere that deliveries go.
    package var endpoints: [Endpoint] { webhooks.map(Endpoint.webhook) + [mail].compactMap(\.self).map(Endpoint.mail) }

    /// The store remembers others as well: those that the settings named once.
    var endpointNames: Set<String> { Set(endpoints.map(\.name)) }

    package var routes: [Route] {
        let mail = mail.map { Route(endpoint: $0.name, kinds: [.digestReady]) }
        return settings.notify.webhooks.map(\.route) + [mail].compactMap(\.self)
    }

    /// Reads the settings alone, for commands that only look into the store.
    package static func settings(at file: URL, environment: [String: String]) throws(Problems) -> Settings {
        let log = ProblemLog()
        let settings = text(of: file, log: log).flatMap {
            Settings.read($0, file: file, environment: environment, log: log)
        }
        guard let settings, log.problems.isEmpty else { throw Problems(log.problems) }
        return settings
    }

    /// Reads everything.
    ///
    /// - Throws: Every problem of the settings, the feed list, the topic and the secrets at once.
    package static func load(
        at file: URL, environment: [String: String], secrets: SecretUse = .required
    ) throws(Problems) -> Plan {
        let log = ProblemLog()
        let settings = text(of: file, log: log).flatMap {
            Settings.read($0, file: file, environment: environment, log: log)
        }
        guard let settings else { throw Problems(log.problems) }
        let (feeds, topic) = listed(by: settings, log: log)
        if let topic { checkTags(of: settings, against: topic, log: log) }
        let webhooks = settings.notify.webhooks.compactMap { webhook in
            topic.flatMap {
                WebhookEndpoint(webhook, settings, topic: $0, secrets: secrets, environment: environment, log: log)
            }
        }
        let http = settings.http.flatMap { HTTPService($0, secrets: secrets, environment: environment, log: log) }
        guard let feeds, let topic, log.problems.isEmpty else { throw Problems(log.problems) }
        let mail = settings.notify.mail.map { MailEndpoint($0) }
        return Plan(settings: settings, feeds: feeds, topic: topic, webhooks: webhooks, mail: mail, http: http)
    }

    /// Reads the two long files side by side, for they are most of what a start costs.
    private static func listed(by settings: Settings, log: ProblemLog) -> (feeds: [Feed]?, topic: Topic?) {
        let read = Mutex((feeds: Reading<[Feed]>(), topic: Reading<Topic>()))
        DispatchQueue.concurrentPerform(iterations: 2) { number in
            if number == 0 {
                let topic = Reading(settings.topic) { Topic.read($0, file: settings.topic.path, log: $1) }
                read.withLock { $0.topic = topic }
            } else {
                let isOPML = settings.feeds.pathExtension.lowercased() == "opml"
                let feeds = Reading(settings.feeds) { text, log in
                    isOPML
                        ? FeedList.read(opml: text, file: settings.feeds, log: log)
                        : FeedList.read(text, file: settings.feeds, log: log)
                }
                read.withLock { $0.feeds = feeds }
            }
        }
        let (feeds, topic) = read.withLock { $0 }
        for problem in feeds.problems + topic.problems { log.add(problem) }
        return (feeds.value, topic.value)
    }

    /// What was read of a file.
    private struct Reading<Value: Sendable>: Sendable {
        var value: Value?
        var problems: [Problem] = []

        init() {}

        init(_ file: URL, _ read: (String, ProblemLog) -> Value?) {
            let log = ProblemLog()
            value = Plan.text(of: file, log: log).flatMap { read($0, log) }
            problems = log.problems
        }
    }

    private static func text(of file: URL, log: ProblemLog) -> String? {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            let missing = !FileManager.default.fileExists(atPath: file.path)
            log.add(
                Problem(
                    file: file.path, what: missing ? "there is no such file" : "the file cannot be read as UTF-8 text",
                    advice: missing ? "create it or name another" : "check its permissions and its encoding"))
            return nil
        }
    }

    private static func checkTags(of settings: Settings, against topic: Topic, log: ProblemLog) {
        let known = topic.tags.map(\.key)
        for webhook in settings.notify.webhooks {
            for tag in webhook.tags where !known.contains(tag) {
                let advice = nearestWord(to: tag, among: known).map { "did you mean '\($0)'?" }
                log.add(
                    webhook.problem(
                        "the webhook '\(webhook.name)' asks for the unknown tag '\(tag)'",
                        advice ?? "the topic has: \(known.joined(separator: ", "))"))
            }
        }
    }
}
