package import Foundation

extension Date {
    /// Whether this is ahead of the clock by more than publishers' clocks go wrong: an announced date, or a mistake.
    package func isAhead(of now: Date) -> Bool { self > now.addingTimeInterval(3600) }
}

extension Article {
    /// Whether its publisher dates it later than it was seen; the date is kept, and told apart.
    package var isDatedAhead: Bool { published?.isAhead(of: firstSeen) ?? false }
}
