package import Foundation

/// The three forms in which HTTP writes a time.
///
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`; always UTC.
/// Source: RFC 9110 section 5.6.7.
package enum HTTPDate {
    package static func parse(_ text: String) -> Date? {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }).map(String.init)
        switch words.count {
        case 6:  // Sun 06 Nov 1994 08:49:37 GMT
            return date(year: words[3], month: words[2], day: words[1], clock: words[4])
        case 5:  // Sun Nov 6 08:49:37 1994
            return date(year: words[4], month: words[1], day: words[2], clock: words[3])
        case 4:  // Sunday 06-Nov-94 08:49:37 GMT
            let parts = words[1].split(separator: "-").map(String.init)
            guard parts.count == 3 else { return nil }
            return date(year: parts[2], month: parts[1], day: parts[0], clock: words[2])
        default: return nil
        }
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func date(year: String, month: String, day: String, clock: String) -> Date? {
        let times = clock.split(separator: ":").map { number(String($0), digits: 2...2) ?? -1 }
        guard times.count == 3, (0...23).contains(times[0]), (0...59).contains(times[1]), (0...60).contains(times[2]),
            let written = number(year, digits: 2...4), let month = months.firstIndex(of: month.lowercased()),
            let day = number(day, digits: 1...2), (1...31).contains(day)
        else { return nil }
        // Two digits are of the last century or of this one, whichever keeps them near.
        let year = year.count == 2 ? written + (written >= 70 ? 1900 : 2000) : written
        let seconds = times[0] * 3600 + times[1] * 60 + times[2]
        return Date(timeIntervalSince1970: Double(daysFrom1970(year, month + 1, day) * 86_400 + seconds))
    }

    private static func number(_ text: String, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    /// Days of the Gregorian calendar; years are counted from March so that the leap day is the last one.
    private static func daysFrom1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }
}
