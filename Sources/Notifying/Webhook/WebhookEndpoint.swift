package import Foundation

/// What a receiver understands.
package enum WebhookFormat: String, Hashable, Sendable, CaseIterable {
    case standard, slack, discord, mattermost, teams, ntfy, text
}

/// Where messages go, and how they are written there.
package struct WebhookEndpoint: Hashable, Sendable {
    /// The endpoint's name in the settings.
    package var name: String
    package var url: String
    /// All that are current: each signs, so that a receiver can change from one to the next without a gap.
    package var secrets: [WebhookSecret]
    package var format: WebhookFormat
    package var timeout: Duration
    /// Names of tags for people; a tag that is missing is shown by its key.
    package var tagNames: [String: String]
    /// In which chat messages tell times.
    package var timeZone: TimeZone
    package var pacing: AlertPacing

    package init(
        name: String,
        url: String,
        secrets: [WebhookSecret] = [],
        format: WebhookFormat = .standard,
        timeout: Duration = .seconds(20),
        tagNames: [String: String] = [:],
        timeZone: TimeZone = .gmt,
        pacing: AlertPacing = AlertPacing()
    ) {
        self.name = name
        self.url = url
        self.secrets = secrets
        self.format = format
        self.timeout = timeout
        self.tagNames = tagNames
        self.timeZone = timeZone
        self.pacing = pacing
    }
}

/// A POST request, ready to be sent as it is.
package struct WebhookRequest: Hashable, Sendable {
    package struct Header: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let url: String
    package let headers: [Header]
    package let body: [UInt8]

    package init(url: String, headers: [Header], body: [UInt8]) {
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The first value of a header, whatever the case of its name.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
