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
        guard bytes.count >= 4, bytes.count <= 200 else { return nil }
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

    /// Whether the date is ahead of the clock by more than publishers' clocks go wrong: an announced date, or a mistake.
    package func isInFuture(at now: Date) -> Bool { date > now.addingTimeInterval(3600) }
}
