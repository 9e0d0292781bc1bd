package import Foundation

/// A time of day by a clock on the wall.
package struct ClockTime: Hashable, Sendable {
    package let hour: Int
    package let minute: Int

    /// Reads `07:00`; nil for what is no time from 00:00 to 23:59.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        (self.hour, self.minute) = (hour, minute)
    }

    var minuteOfDay: Int { hour * 60 + minute }

    /// The next moment, later than the given one, at which the clock shows the time.
    ///
    /// On a day whose clock leaps over the time it is the moment of the leap.
    package func next(after moment: Date, in zone: TimeZone) -> Date? {
        Self.calendar(zone).nextDate(after: moment, matching: components, matchingPolicy: .nextTime)
    }

    /// The last moment, not later than the given one, at which the clock showed the time.
    package func last(notAfter moment: Date, in zone: TimeZone) -> Date? {
        Self.calendar(zone).nextDate(
            after: moment.addingTimeInterval(1), matching: components, matchingPolicy: .nextTime, direction: .backward)
    }

    private var components: DateComponents { DateComponents(hour: hour, minute: minute, second: 0) }

    static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}

extension ClockTime: CustomStringConvertible {
    package var description: String {
        "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

/// The hours of each day in which nobody wants to hear of anything.
package struct QuietHours: Hashable, Sendable {
    package var from: ClockTime
    /// The first minute that is quiet no more; before `from`, it is the next day's.
    package var to: ClockTime
    package var timeZone: TimeZone

    package init(from: ClockTime, to: ClockTime, timeZone: TimeZone) {
        self.from = from
        self.to = to
        self.timeZone = timeZone
    }

    /// When the quiet that reigns now ends; nil when none reigns.
    package func end(at now: Date) -> Date? {
        let parts = ClockTime.calendar(timeZone).dateComponents([.hour, .minute], from: now)
        let minute = (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
        let (from, to) = (from.minuteOfDay, to.minuteOfDay)
        let isQuiet = from <= to ? from <= minute && minute < to : minute >= from || minute < to
        return isQuiet ? self.to.next(after: now, in: timeZone) : nil
    }
}
