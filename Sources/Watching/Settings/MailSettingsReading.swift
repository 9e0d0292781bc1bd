import Foundation
import Notifying
import StrictYAML

extension MailSettings {
    /// The mail's name among the endpoints.
    static let endpointName = "mail"

    /// Reads `{ to, from, command, at, timezone }`; nil with a problem in the log.
    ///
    /// - Parameter zone: Where no zone is named.
    init?(_ value: YAMLValue, usual zone: TimeZone) {
        let members = value.mapping(keys: ["to", "from", "command", "at", "timezone"])
        for key in ["to", "from", "at"] where members[key] == nil {
            value.problem("'\(key)' is missing", Self.advice)
        }
        let to = (members["to"].map { $0.isList ? $0.list() : [$0] } ?? []).map { $0.mailAddress() }
        let from = members["from"]?.mailAddress()
        guard let from, let at = members["at"]?.clockTime(), !to.isEmpty, !to.contains(nil) else { return nil }
        self.init(
            to: to.compactMap(\.self), from: from, at: at, timeZone: members["timezone"]?.timeZone() ?? zone)
        guard let command = members["command"] else { return }
        let words =
            command.isList
            ? command.strings() : (command.string() ?? "").split(separator: " ").map(String.init)
        guard words.first?.hasPrefix("/") == true else {
            command.problem(
                "the mail command is no whole path", "write one such as /usr/sbin/sendmail -t -i; no shell reads it")
            return nil
        }
        self.command = words
    }

    private static let advice = """
        a mail needs { to: desk@example.org, from: newswatch@example.org, at: "07:00" } at the least
        """
}

extension YAMLValue {
    fileprivate func mailAddress() -> MailAddress? {
        guard let text = string() else { return nil }
        if let address = MailAddress(text) { return address }
        problem("'\(text)' is no mail address", "write one such as desk@example.org or News desk <desk@example.org>")
        return nil
    }
}
