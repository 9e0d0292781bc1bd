import Foundation
import NewsModel
import Notifying
import StrictYAML

extension NotifySettings {
    init(_ value: YAMLValue, folder: URL) {
        let members = value.mapping(keys: ["baseline", "log", "digest", "webhooks", "quiet_hours", "mail"])
        if let choice = members["baseline"]?.choice(Baseline.self) { baseline = choice }
        if let value = members["log"]?.mapping(keys: ["path"])["path"], let path = value.string() {
            log = ChangeLogSettings(path: path)
        }
        if let value = members["digest"] { digest = DigestOutput(value) }
        quietHours = members["quiet_hours"].flatMap { QuietHours($0, usual: digest.timeZone) }
        mail = members["mail"].flatMap { MailSettings($0, usual: digest.timeZone) }
        var names: Set<String> = []
        for value in members["webhooks"]?.list() ?? [] {
            guard let webhook = WebhookSettings(value, folder: folder, quiet: quietHours, zone: digest.timeZone) else {
                continue
            }
            if webhook.name == MailSettings.endpointName, mail != nil {
                value.problem("a webhook is named as the mail is: '\(webhook.name)'", "give it another name")
            }
            if !names.insert(webhook.name).inserted {
                value.problem("two webhooks are named '\(webhook.name)'", "give each a name of its own")
            }
            webhooks.append(webhook)
        }
    }
}

extension DigestOutput {
    init(_ value: YAMLValue) {
        let members = value.mapping(keys: [
            "path", "html", "atom", "archive", "keep", "window", "every", "timezone",
        ])
        if let path = members["path"]?.string() { self.path = path }
        htmlPath = Self.path(members["html"], default: htmlPath)
        atomPath = Self.path(members["atom"], default: atomPath)
        archivePath = Self.path(members["archive"], default: archivePath)
        if let duration = members["keep"]?.duration() { keep = duration }
        if let duration = members["window"]?.duration() { window = duration }
        if let duration = members["every"]?.duration() { every = duration }
        if let zone = members["timezone"]?.timeZone() { timeZone = zone }
    }
}

extension DigestOutput {
    /// `off` writes none.
    private static func path(_ value: YAMLValue?, default standard: String?) -> String? {
        guard let value else { return standard }
        return value.string().flatMap { $0 == "off" ? nil : $0 }
    }
}

extension WebhookSettings {
    private static let keys = [
        "name", "url", "secret", "secret_file", "secret_env", "secret_credential", "format", "events", "relevance",
        "tags", "timeout", "quiet_hours", "alerts_per_hour",
    ]

    /// - Parameters:
    ///   - quiet: The quiet hours of a webhook that has none of its own.
    ///   - zone: The zone of quiet hours that name none.
    init?(_ value: YAMLValue, folder: URL, quiet: QuietHours?, zone: TimeZone) {
        let members = value.mapping(keys: Self.keys)
        guard let name = members["name"]?.string(), let url = members["url"]?.string() else {
            value.problem("a webhook needs 'name' and 'url'", "add the one that is missing")
            return nil
        }
        let place = value.located("", "")
        self.init(name: name, url: url) { place.saying($0, $1) }
        if name.isEmpty || name.utf8.count > 40 || !name.utf8.allSatisfy(Self.isNameByte) {
            members["name"]?.problem(
                "'\(name)' cannot be part of a webhook-id", "use letters, digits, '-' and '_', at most 40")
        }
        if !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            members["url"]?.problem("'\(url)' is no web address", "write one that begins with https:// or http://")
        }
        secrets = SecretSource.named("secret", in: members, folder: folder)
        let readFormat = members["format"].map { $0.choice(Format.self) } ?? .standard
        format = readFormat ?? .standard
        if let value = members["events"] {
            kinds = Set((value.isList ? value.list() : [value]).compactMap { $0.choice(ChangeKind.self) })
        }
        if let relevance = members["relevance"]?.choice(Relevance.self) { self.relevance = relevance }
        tags = members["tags"]?.strings() ?? []
        if let duration = members["timeout"]?.duration(), duration > .zero { timeout = duration }
        pacing.quietHours = members["quiet_hours"].map { QuietHours($0, usual: zone) } ?? quiet
        pacing.alertsPerHour = members["alerts_per_hour"]?.integer(in: 1...1000)
        if readFormat == .standard, secrets == nil {
            value.problem(
                "the webhook '\(name)' has no secret to sign with",
                "add secret_file, secret_env, secret_credential or secret")
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
