import Foundation
import NewsModel

extension Pace {
    /// Learns from a document.
    ///
    /// - Parameter lastNewEntry: When an entry was last new before this document.
    /// - Parameter lastSuccess: When the feed last answered before this document; `nil` at its first one.
    mutating func learn(_ reading: FeedReading, lastNewEntry: Date?, lastSuccess: Date?, at now: Date) {
        window = reading.entryDates.count
        // No clock but ours is right: what is dated in the future was published by now.
        let dates = reading.entryDates.compactMap { $0 }.map { min($0, now) }.sorted(by: >)
        learnRate(dates, reading: reading, since: lastNewEntry ?? lastSuccess, at: now)
        learnSilence(dates, reading: reading, lastNewEntry: lastNewEntry, at: now)
        let isOverflow = lastSuccess != nil && reading.newEntries > 1 && reading.newEntries >= reading.entryDates.count
        if isOverflow { lastOverflow = now }
    }

    /// More than this is no feed but a fault of its dates.
    private static let highestRate = 20_000.0

    private mutating func learnRate(_ dates: [Date], reading: FeedReading, since last: Date?, at now: Date) {
        guard let rate = Self.rate(of: dates, at: now) ?? Self.rate(ofNew: reading, since: last, at: now) else {
            return
        }
        let bounded = min(max(rate, 0.001), Self.highestRate)
        // The distances are averaged, not the rates: one short distance among long ones is chance.
        entriesPerDay = entriesPerDay.map { 2 / (1 / max($0, 0.001) + 1 / bounded) } ?? bounded
    }

    /// Entries a day by the document's dates.
    ///
    /// The oldest fifth is left out: pinned entries are years old and would make any feed look slow.
    private static func rate(of dates: [Date], at now: Date) -> Double? {
        let recent = dates.prefix(max(2, (dates.count * 4 + 4) / 5))
        guard recent.count >= 2, let newest = recent.first, let oldest = recent.last,
            newest.timeIntervalSince(oldest) > 60
        else { return nil }
        return Double(recent.count) / (now.timeIntervalSince(oldest) / 86_400)
    }

    /// Entries a day by what was new; for feeds without dates, or with the same one on every entry.
    ///
    /// Counted from the last new entry: most questions find nothing, and only those that find something come here.
    private static func rate(ofNew reading: FeedReading, since last: Date?, at now: Date) -> Double? {
        guard let last, reading.newEntries > 0 else { return nil }
        return Double(reading.newEntries) / (max(now.timeIntervalSince(last), 60) / 86_400)
    }

    private mutating func learnSilence(_ dates: [Date], reading: FeedReading, lastNewEntry: Date?, at now: Date) {
        var gaps = zip(dates, dates.dropFirst()).map { $0.timeIntervalSince($1) }.sorted(by: >)
        // One long gap among many is a pinned entry or a holiday, and not usual.
        if gaps.count >= 8 { gaps.removeFirst() }
        var usual = gaps.first
        if reading.newEntries > 0, let lastNewEntry, let known = usualSilenceSeconds {
            // A window may span minutes only; what was really waited for tells of nights and weekends.
            let waited = min(max(now.timeIntervalSince(lastNewEntry), 0), known * 4)
            usual = max(usual ?? 0, waited)
        }
        guard let usual else { return }
        usualSilenceSeconds = max(usual, (usualSilenceSeconds ?? 0) * 0.95, 3600)
    }
}
