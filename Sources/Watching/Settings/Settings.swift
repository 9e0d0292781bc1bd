package import Foundation
package import Logging
package import NewsModel
package import Notifying
package import StrictYAML

/// How to run the watch, as `newswatch.yaml` says it.
///
/// Every key has a default but `topic`, `feeds` and `state`.
package struct Settings: Sendable {
    /// The file that was read.
    package var file: URL
    package var topic: URL
    package var feeds: URL
    package var state: URL
    package var log = LogSettings()
    package var fetch = FetchSettings()
    package var notify = NotifySettings()
    package var retention = RetentionSettings()
    /// Health and metrics; `nil` serves none.
    package var http: HTTPSettings?
}

package struct LogSettings: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case text, json, journal
    }

    package var level = Logger.Level.info
    package var format = Format.text
}

package struct FetchSettings: Sendable {
    package enum PrivateAddresses: String, Sendable, CaseIterable {
        case deny, allow
    }

    package var interval = Duration.seconds(3600)
    package var shortestInterval = Duration.seconds(900)
    package var longestInterval = Duration.seconds(86_400)
    package var timeout = Duration.seconds(30)
    /// Counted after decompression.
    package var bodyLimitBytes = 16 << 20
    package var concurrency = 32
    package var perHostConnections = 1
    package var perHostGap = Duration.seconds(2)
    package var privateAddresses = PrivateAddresses.deny
    /// What feeds are asked through, unless they say otherwise; never taken from the environment.
    package var proxy = Proxy.direct
    /// Where a server's operator can read who asks; sent in the User-Agent.
    package var contact: String?
}

package struct NotifySettings: Sendable {
    package enum Baseline: String, Sendable, CaseIterable {
        /// A feed's first import raises no alert.
        case quiet
        case alert
    }

    package var baseline = Baseline.quiet
    package var log = ChangeLogSettings()
    package var digest = DigestOutput()
    package var webhooks: [WebhookSettings] = []
    /// For every webhook that has none of its own.
    package var quietHours: QuietHours?
    package var mail: MailSettings?
}

package struct ChangeLogSettings: Sendable {
    /// Below the state directory unless absolute; `-` is standard output.
    package var path = "changes.jsonl"
}

package struct DigestOutput: Sendable {
    /// Below the state directory unless absolute.
    package var path = "digest.md"
    package var htmlPath: String? = "digest.html"
    package var atomPath: String? = "digest.atom"
    /// The folder that keeps one digest a day.
    package var archivePath: String? = "digests"
    /// How long the archive keeps them.
    package var keep = Duration.seconds(90 * 86_400)
    package var window = Duration.seconds(86_400)
    package var every = Duration.seconds(900)
    package var timeZone = TimeZone.gmt
}

package struct WebhookSettings: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case standard, slack, discord, mattermost, teams, ntfy, text
    }

    package var name: String
    package var url: String
    package var secrets: SecretSource?
    package var format = Format.standard
    package var kinds: Set<ChangeKind> = [.storyNew, .storyUpdated, .feedFailing, .feedSilent, .feedRecovered]
    package var relevance = Relevance.onTopic
    package var tags: [String] = []
    /// How long one try may take.
    package var timeout = Duration.seconds(20)
    package var pacing = AlertPacing()
    /// Reports a problem at the webhook's place in its file, once the topic and the secrets are read.
    package var problem: @Sendable (_ what: String, _ advice: String) -> Problem

    package var route: Route {
        Route(endpoint: name, kinds: kinds, relevance: relevance, tags: Set(tags))
    }
}

/// The digest by mail, once a day.
package struct MailSettings: Sendable {
    package var to: [MailAddress]
    package var from: MailAddress
    /// The program and its arguments.
    package var command: [String] = ["/usr/sbin/sendmail", "-t", "-i"]
    package var at: ClockTime
    package var timeZone: TimeZone
}

/// How long texts are kept; what was seen is remembered for ever.
package struct RetentionSettings: Sendable {
    /// Summaries, bodies and older versions; `nil` keeps them.
    package var bodies: Duration?
    /// Whole articles; `nil` keeps them.
    package var articles: Duration?
    /// Deliveries that were made.
    package var deliveries = Duration.seconds(30 * 86_400)
}

/// Where the signing secrets of a webhook, or the token of the health pages, are kept.
///
/// Several at once allow rotation.
package enum SecretSource: Sendable {
    case values([String])
    /// A file of one secret a line.
    case file(URL)
    case environment(String)
    /// The name of a systemd credential (`LoadCredential=`).
    case credential(String)
}
