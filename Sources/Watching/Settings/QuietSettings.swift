import Foundation
import Notifying
import StrictYAML

extension QuietHours {
    /// `{ from: "22:00", to: "07:00", timezone: Asia/Seoul }`; nil for `off`, and with a problem in the log.
    ///
    /// - Parameter zone: Where no zone is named.
    init?(_ value: YAMLValue, usual zone: TimeZone) {
        if !value.isMapping, value.string() == "off" { return nil }
        let members = value.mapping(keys: ["from", "to", "timezone"])
        guard let from = members["from"]?.clockTime(), let to = members["to"]?.clockTime() else {
            if members["from"] == nil || members["to"] == nil {
                value.problem(
                    "quiet hours need 'from' and 'to'", "write { from: \"22:00\", to: \"07:00\" }, or off for none")
            }
            return nil
        }
        if from == to {
            value.problem("quiet hours that end when they begin are none", "set another end, or write off")
            return nil
        }
        self.init(from: from, to: to, timeZone: members["timezone"]?.timeZone() ?? zone)
    }
}

extension YAMLValue {
    /// A time of day such as `07:00`.
    func clockTime() -> ClockTime? {
        guard let text = string() else { return nil }
        if let time = ClockTime(text) { return time }
        problem("'\(text)' is no time of day", "write one such as \"07:00\"")
        return nil
    }

    /// An IANA name such as `Asia/Seoul`.
    func timeZone() -> TimeZone? {
        guard let name = string() else { return nil }
        if let zone = TimeZone(identifier: name) { return zone }
        problem("'\(name)' is no time zone", "write an IANA name such as Asia/Seoul")
        return nil
    }
}
