import Scheduling

extension Cadence {
    init(_ settings: FetchSettings) {
        self.init(
            interval: settings.interval, shortest: settings.shortestInterval, longest: settings.longestInterval)
    }
}
