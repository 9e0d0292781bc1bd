import Foundation

/// The wait that a `Retry-After` field asks for: seconds, or a date in any of HTTP's three forms.
///
/// Source: RFC 9110 sections 10.2.3 and 5.6.7.
enum RetryAfter {
    /// - Returns: The wait from now, 0 for a date that is past; `nil` for what is neither form.
    static func seconds(_ value: String, at now: Date) -> TimeInterval? {
        let text = value.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty, text.utf8.count <= 64 else { return nil }
        if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return Double(text) }
        return date(text, at: now).map { max(0, $0.timeIntervalSince(now)) }
    }

    private static func date(_ text: String, at now: Date) -> Date? {
        let words = text.split { " ,-:".contains($0) }.map(String.init)
        // Sun, 06 Nov 1994 08:49:37 GMT | Sunday, 06-Nov-94 08:49:37 GMT | Sun Nov  6 08:49:37 1994
        guard words.count >= 7 else { return nil }
        let isC = Int(words[1]) == nil
        let numbers =
            isC
            ? [words[6], words[2], words[3], words[4], words[5]] : [words[3], words[1], words[4], words[5], words[6]]
        let monthName = isC ? words[1] : words[2]
        let values = numbers.compactMap { Int($0) }
        guard let month = months.firstIndex(of: monthName.lowercased()), values.count == 5 else { return nil }
        var parts = DateComponents()
        parts.year = fullYear(values[0], at: now)
        parts.month = month + 1
        (parts.day, parts.hour, parts.minute, parts.second) = (values[1], values[2], values[3], values[4])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        guard (1...31).contains(values[1]), (0...23).contains(values[2]), (0...59).contains(values[3]),
            (0...60).contains(values[4]), (1...9999).contains(parts.year ?? 0)
        else { return nil }
        return calendar.date(from: parts)
    }

    /// Two digits that would lie more than 50 years ahead are of the past century.
    private static func fullYear(_ year: Int, at now: Date) -> Int {
        guard (0...99).contains(year) else { return year }
        let current = 1970 + Int(Timestamp.unixSeconds(now) / 31_556_952)
        let candidate = current / 100 * 100 + year
        return candidate > current + 50 ? candidate - 100 : candidate
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
