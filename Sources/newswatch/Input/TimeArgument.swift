import ArgumentParser
import Foundation
import StrictYAML

/// A moment given on the command line: RFC 3339, a day, or a length of time before now.
struct TimeArgument: ExpressibleByArgument {
    private enum Given {
        case moment(Date)
        case before(Duration)
    }

    private let given: Given

    init?(argument: String) {
        if let duration = Duration(settingsText: argument) {
            given = .before(duration)
        } else if let moment = try? Date(argument, strategy: .iso8601) {
            given = .moment(moment)
        } else if let day = try? Date(argument + "T00:00:00Z", strategy: .iso8601) {
            given = .moment(day)
        } else {
            return nil
        }
    }

    func date(now: Date) -> Date {
        switch given {
        case .moment(let date): date
        case .before(let duration): now.addingTimeInterval(-Double(duration.components.seconds))
        }
    }

    static let help = "A time such as 2026-11-20T06:00:00Z, a day such as 2026-11-20, or a length such as 24h."
}
