import NewsModel

extension PublisherHints {
    /// The day of `skipDays` by its English name: 1 is Sunday.
    static func day(_ name: String) -> Int? {
        let days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
        let start = name.lowercased().prefix(3)
        return days.firstIndex { $0 == start }.map { $0 + 1 }
    }

    /// The length of `sy:updatePeriod`.
    static func seconds(period: String) -> Int? {
        switch period.lowercased() {
        case "hourly": 3600
        case "daily": 86_400
        case "weekly": 604_800
        case "monthly": 2_592_000
        case "yearly": 31_536_000
        default: nil
        }
    }
}
