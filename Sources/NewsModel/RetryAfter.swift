package import Foundation

/// How long a server asks to be left alone.
package enum RetryAfter {
    /// Longer wishes are cut to this: no feed is lost to a typing mistake.
    package static let longest: Duration = .seconds(86_400)

    /// Reads the header's value, seconds or a date.
    ///
    /// - Returns: 0...24 h; `nil` when the value is neither form. A date in the past is zero.
    ///   Source: RFC 9110 section 10.2.3.
    package static func wait(_ text: String?, at now: Date) -> Duration? {
        guard let text = text?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int64(text).map { min(.seconds($0), longest) } ?? longest  // Too long for a number is too long.
        }
        guard let date = HTTPDate.parse(text) else { return nil }
        return .seconds(min(max(date.timeIntervalSince(now), 0), 86_400))
    }
}
