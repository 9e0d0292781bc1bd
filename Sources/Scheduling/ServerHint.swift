package import Foundation
package import NewsModel

/// How often a server and its publisher want a feed to be asked.
package struct ServerHint: Hashable, Sendable {
    /// The longest wait that any of them asked for, in seconds; `nil` when none did.
    package let waitSeconds: Double?
    /// 0...23, UTC; empty when no hour, or every hour, is to be skipped.
    package let skipHours: Set<Int>
    /// 1 is Sunday, 7 is Saturday, UTC; empty when no day, or every day, is to be skipped.
    package let skipDays: Set<Int>

    /// Takes the wishes from the answer's headers and from the document.
    ///
    /// `max-age` wins over `Expires` (RFC 9111 section 5.3); `no-cache`, `no-store`, `Expires: 0` and what cannot be read
    /// ask for nothing.
    package init(
        cacheControl: String? = nil,
        expires: String? = nil,
        date: String? = nil,
        publisher: PublisherHints = PublisherHints(),
        at now: Date
    ) {
        let wishes = [
            Self.freshness(cacheControl: cacheControl, expires: expires, date: date, at: now),
            publisher.ttlMinutes.map { Double($0) * 60 },
            publisher.updatePeriodSeconds.map { Double($0) },
        ]
        waitSeconds = wishes.compactMap { $0 }.filter { $0 > 0 }.max()
        let hours = publisher.skipHours.intersection(0...23)
        let days = publisher.skipDays.intersection(1...7)
        skipHours = hours.count == 24 ? [] : hours
        skipDays = days.count == 7 ? [] : days
    }

    /// The first moment from `date` on that lies in no skipped hour and on no skipped day.
    package func firstAllowed(from date: Date) -> Date {
        guard !skipHours.isEmpty || !skipDays.isEmpty else { return date }
        var hour = (date.timeIntervalSince1970 / 3600).rounded(.down)
        // A week has 168 hours, and not all of them are skipped.
        for step in 0...168 {
            if !isSkipped(hour: hour) { return step == 0 ? date : Date(timeIntervalSince1970: hour * 3600) }
            hour += 1
        }
        return date
    }

    private func isSkipped(hour: Double) -> Bool {
        let hourOfDay = Int(hour - (hour / 24).rounded(.down) * 24)
        // 1 January 1970 was a Thursday, the fifth day when Sunday is the first.
        let day = (hour / 24).rounded(.down) + 4
        return skipHours.contains(hourOfDay) || skipDays.contains(Int(day - (day / 7).rounded(.down) * 7) + 1)
    }

    private static func freshness(cacheControl: String?, expires: String?, date: String?, at now: Date) -> Double? {
        let directives = (cacheControl ?? "").lowercased().split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        if directives.contains(where: { $0.hasPrefix("no-cache") || $0 == "no-store" }) { return nil }
        if let directive = directives.first(where: { $0.hasPrefix("max-age") }) {
            let value = directive.dropFirst("max-age".count).filter { $0 != " " && $0 != "=" && $0 != "\"" }
            return Double(UInt32(value) ?? 0)
        }
        guard let expires = expires.flatMap(HTTPDate.parse) else { return nil }
        return expires.timeIntervalSince(date.flatMap(HTTPDate.parse) ?? now)
    }
}
