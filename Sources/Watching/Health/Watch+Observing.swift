import Measuring
import NewsModel

extension Watch {
    /// A question that is timed, and is stuck when it outlasts its time limit by far.
    ///
    /// A server that misnames its encoding is asked twice. Storing the answer is no part of it: that waits for its turn.
    func observing(_ feed: FeedState, _ refresh: @Sendable () async -> Refresh) async -> Refresh {
        let begin = ContinuousClock.now
        let patience = parts.plan.settings.fetch.timeout * 2 + .seconds(120)
        let result = await pulse.during("the refresh of \(feed.feed.name)", atMost: patience) { await refresh() }
        measures.refreshTime.observe(begin.duration(to: .now))
        return result
    }
}
