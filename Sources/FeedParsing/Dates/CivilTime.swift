import Foundation

/// A date and time of the proleptic Gregorian calendar, with or without a distance from UTC.
struct CivilTime {
    var year: Int
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    /// Seconds east of UTC; `nil` when the text names no zone.
    var offset: Int?

    /// - Parameter timeZone: Where the clock stands when there is no offset; UTC otherwise.
    /// - Returns: `nil` for a date that does not exist, or outside the years 1...9999.
    func date(in timeZone: TimeZone?) -> Date? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
        else {
            return nil
        }
        // 24:00 is the end of the day (ISO 8601-1, section 5.3.2), second 60 a leap second (RFC 3339, section 5.6).
        guard (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0) else { return nil }
        guard (0...59).contains(minute), (0...60).contains(second) else { return nil }
        let clock = hour * 3600 + minute * 60 + min(second, 59)
        let local = Date(timeIntervalSince1970: TimeInterval(daysSince1970 * 86_400 + clock))
        if let offset { return abs(offset) < 86_400 ? local.addingTimeInterval(TimeInterval(-offset)) : nil }
        guard let timeZone else { return local }
        // The offset that holds at the local time, not at the same reading of UTC.
        let first = timeZone.secondsFromGMT(for: local)
        let second = timeZone.secondsFromGMT(for: local.addingTimeInterval(TimeInterval(-first)))
        return local.addingTimeInterval(TimeInterval(-second))
    }

    /// 0 is Sunday.
    var weekday: Int { ((daysSince1970 + 4) % 7 + 7) % 7 }

    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    private var daysSince1970: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// A day counted from 1 January.
    static func ordinal(_ day: Int, of year: Int) -> CivilTime? {
        var rest = day
        for month in 1...12 {
            let length = days(in: month, of: year)
            if rest >= 1, rest <= length { return CivilTime(year: year, month: month, day: rest) }
            rest -= length
        }
        return nil
    }

    /// Years of two digits: 70...99 are of the last century.
    static func fullYear(_ year: Int, digits: Int) -> Int {
        digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year
    }
}
