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

    /// The reading in UTC of a moment; beyond the years 1...9999 their first or last second.
    ///
    /// Source: the same, `civil_from_days`.
    init(_ date: Date) {
        let interval = date.timeIntervalSince1970
        let seconds = interval.isNaN ? 0 : Int(min(max(interval.rounded(.down), -62_135_596_800), 253_402_300_799))
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let clock = seconds - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60)
        offset = 0
    }

    init(year: Int, month: Int = 1, day: Int = 1) { (self.year, self.month, self.day) = (year, month, day) }

    /// RFC 3339, as a moment in UTC is written.
    var text: String {
        String(unsafeUninitializedCapacity: 20) { buffer in
            func put(_ number: Int, at index: Int, digits: Int) {
                var rest = number
                for position in stride(from: index + digits - 1, through: index, by: -1) {
                    buffer[position] = UInt8(0x30 + rest % 10)
                    rest /= 10
                }
            }
            put(year, at: 0, digits: 4)
            put(month, at: 5, digits: 2)
            put(day, at: 8, digits: 2)
            put(hour, at: 11, digits: 2)
            put(minute, at: 14, digits: 2)
            put(second, at: 17, digits: 2)
            (buffer[4], buffer[7], buffer[10]) = (UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: "T"))
            (buffer[13], buffer[16], buffer[19]) = (UInt8(ascii: ":"), UInt8(ascii: ":"), UInt8(ascii: "Z"))
            return 20
        }
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
