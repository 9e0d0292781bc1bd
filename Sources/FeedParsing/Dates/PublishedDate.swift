package import Foundation

/// A date as feeds write it.
///
/// RFC 822, 2822 and 3339, ISO 8601 and W3CDTF, and the freer forms that feeds show in some twenty languages. Works on
/// the bytes; the two common forms take some tens of nanoseconds.
package struct PublishedDate: Hashable, Sendable {
    package let date: Date

    /// - Parameters:
    ///   - text: The date in UTF-8, white space around it allowed.
    ///   - timeZone: Where the clock stands when the text names no zone; UTC otherwise.
    /// - Returns: `nil` for what is no date and for dates that do not exist, such as 31 April.
    package init?(_ text: String, timeZone: TimeZone? = nil) {
        var text = text
        guard let date = text.withUTF8({ PublishedDate($0, timeZone: timeZone) }) else { return nil }
        self = date
    }

    package init?(_ bytes: UnsafeBufferPointer<UInt8>, timeZone: TimeZone? = nil) {
        // Longer texts are no dates.
        guard bytes.count >= 3, bytes.count <= 200 else { return nil }
        if let seconds = Self.secondsSince1970(bytes) {
            date = Date(timeIntervalSince1970: seconds)
            return
        }
        if let time = InternetMessageDate.read(bytes) ?? ISODate.read(bytes) {
            guard let date = time.date(in: timeZone) else { return nil }
            self.date = date
        } else {
            guard let (time, zone) = FreeDate.read(bytes), let date = time.date(in: timeZone ?? zone) else {
                return nil
            }
            self.date = date
        }
    }

    /// Ten digits are seconds, thirteen milliseconds, as programs write them who know no better.
    private static func secondsSince1970(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard bytes.count == 10 || bytes.count == 13, bytes[0] == UInt8(ascii: "1"), bytes.allSatisfy(\.isDigit) else {
            return nil
        }
        let number = Double(bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        return bytes.count == 10 ? number : number / 1000
    }
}
