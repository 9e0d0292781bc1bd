import Foundation

/// A point in time as machines and people read it.
enum Timestamp {
    /// RFC 3339 in UTC with whole seconds; a time outside the years 1583...9999 is drawn to its nearest end.
    ///
    /// Before 1583 calendars disagree; no news is that old.
    static func machine(_ date: Date) -> String {
        Date(timeIntervalSince1970: clamped(date).rounded(.down)).formatted(.iso8601)
    }

    /// Whole seconds since 1970.
    static func unixSeconds(_ date: Date) -> Int64 { Int64(clamped(date).rounded(.down)) }

    private static func clamped(_ date: Date) -> TimeInterval {
        let seconds = date.timeIntervalSince1970
        return seconds.isNaN ? 0 : min(max(seconds, -12_212_553_600), 253_402_300_799)
    }
}

/// Times in the reader's zone, in English, the 24-hour way.
struct ReaderClock: Hashable, Sendable {
    var timeZone: TimeZone

    /// As `Sat 21 Nov 2026, 14:05`.
    func full(_ date: Date) -> String {
        let part = parts(date)
        return "\(Self.weekdays[part.weekday]) \(part.day) \(Self.months[part.month]) \(part.year), \(part.time)"
    }

    /// As `21 Nov, 14:05`, with the year when it is not the reference's.
    func short(_ date: Date, near reference: Date) -> String {
        let part = parts(date)
        let year = part.year == parts(reference).year ? "" : " \(part.year)"
        return "\(part.day) \(Self.months[part.month])\(year), \(part.time)"
    }

    /// As `14:05` on the reference's own day, else as ``short(_:near:)``.
    func brief(_ date: Date, near reference: Date) -> String {
        let part = parts(date)
        let other = parts(reference)
        let isSameDay = (part.year, part.month, part.day) == (other.year, other.month, other.day)
        return isSameDay ? part.time : short(date, near: reference)
    }

    /// As `2026-11-21`.
    func day(_ date: Date) -> String {
        let part = parts(date)
        return "\(Self.padded(part.year, 4))-\(Self.padded(part.month + 1, 2))-\(Self.padded(part.day, 2))"
    }

    /// As `Sat, 21 Nov 2026 14:05:00 +0900`.
    ///
    /// Source: RFC 5322 section 3.3.
    func internetMessage(_ date: Date) -> String {
        let part = parts(date)
        let minutes = timeZone.secondsFromGMT(for: date) / 60
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        let zone = "\(minutes < 0 ? "-" : "+")\(Self.padded(hours, 2))\(Self.padded(rest, 2))"
        let seconds = Self.padded(Int((Timestamp.unixSeconds(date) % 60 + 60) % 60), 2)
        let day = "\(Self.weekdays[part.weekday]), \(part.day) \(Self.months[part.month]) \(part.year)"
        return "\(day) \(part.time):\(seconds) \(zone)"
    }

    /// As `UTC` or `Asia/Seoul (UTC+9)`.
    func zoneName(at date: Date) -> String {
        let minutes = timeZone.secondsFromGMT(for: date) / 60
        guard !["GMT", "UTC", "Etc/UTC"].contains(timeZone.identifier) else { return "UTC" }
        let sign = minutes < 0 ? "−" : "+"
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        let offset = rest == 0 ? "UTC\(sign)\(hours)" : "UTC\(sign)\(hours):\(Self.padded(rest, 2))"
        // A zone that is only an offset has no better name.
        return timeZone.identifier.contains("/") ? "\(timeZone.identifier) (\(offset))" : offset
    }

    // MARK: Parts

    private struct Parts {
        var year: Int
        /// 0 is January.
        var month: Int
        var day: Int
        /// 0 is Sunday.
        var weekday: Int
        var time: String
    }

    private func parts(_ date: Date) -> Parts {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let moment = Date(timeIntervalSince1970: Double(Timestamp.unixSeconds(date)))
        let found = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: moment)
        let hour = Self.padded(found.hour ?? 0, 2)
        let minute = Self.padded(found.minute ?? 0, 2)
        return Parts(
            year: found.year ?? 0,
            month: min(max((found.month ?? 1) - 1, 0), 11),
            day: found.day ?? 0,
            weekday: min(max((found.weekday ?? 1) - 1, 0), 6),
            time: "\(hour):\(minute)"
        )
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
