import Foundation
import Logging
package import NewsModel
import Scheduling
import Storing

/// Takes feeds through the pipeline: as many at once as the settings allow, no host too often, and none in vain while the
/// network is down.
package actor Sweep {
    /// Feeds taken from the store at once beyond those in hand.
    private static let refill = 500
    /// How long a feed that could not be stored is left alone before it is asked again.
    private static let pauseAfterStoreTrouble: TimeInterval = 30

    private let watch: Watch
    private var settings: FetchSettings
    private var budget: HostBudget
    private var network: NetworkWatch
    /// Feeds in hand: they wait for their turn.
    private var waiting: [FeedID: FeedState] = [:]
    private var running = 0
    /// Feeds that were done while the store was being asked what is due: its answer is stale for them.
    private var doneMeanwhile: Set<FeedID> = []
    private let bell = Bell()

    package init(watch: Watch) async throws {
        self.watch = watch
        let plan = watch.parts.plan
        settings = plan.settings.fetch
        budget = HostBudget(connections: settings.perHostConnections, gap: settings.perHostGap)
        network = NetworkWatch(hosts: Set(plan.feeds.filter(\.enabled).compactMap { HostName.of($0.url) }).count)
        for (host, until) in try await watch.store.hostHolds(at: watch.now()) { budget.holdBack(host, until: until) }
    }

    /// Looks again at what is due, for instance after the settings changed.
    package func ring() async { await bell.ring() }

    /// Refreshes these feeds and returns when the last one is done.
    package func refreshAll(_ feeds: [FeedState], each: @Sendable @escaping (Refresh) async -> Void) async {
        for feed in feeds { offer(feed) }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, running > 0 || !waiting.isEmpty {
                start(in: &group, each: each)
                guard running > 0 || !waiting.isEmpty else { break }
                await bell.sleep(atMost: untilLookAgain(longest: 10))
            }
        }
    }

    /// Refreshes whatever is due, until the task is cancelled.
    ///
    /// - Parameter longest: How long it sleeps at the most, in seconds.
    /// - Parameter beat: Called each time it looks.
    package func refreshDue(
        longest: Double, beat: @Sendable @escaping () -> Void, each: @Sendable @escaping (Refresh) async -> Void
    ) async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                beat()
                adoptSettings()
                let next = await takeDue()
                start(in: &group, each: each)
                let untilDue = next.map { max(1, $0.timeIntervalSince(watch.now())) } ?? longest
                await bell.sleep(atMost: min(untilLookAgain(longest: longest), .seconds(untilDue)))
            }
        }
    }

    // MARK: Feeds in hand

    private func offer(_ feed: FeedState) {
        if budget.enqueue(feed.id, host: HostName.of(feed.address)) { waiting[feed.id] = feed }
    }

    /// Takes what has become due in hand; answers when there will be more.
    private func takeDue() async -> Date? {
        do {
            let now = watch.now()
            doneMeanwhile = []
            let due = try await watch.store.due(at: now, limit: budget.count + Self.refill)
            for feed in due where !doneMeanwhile.contains(feed.id) { offer(feed) }
            return try await watch.store.nextDue()
        } catch {
            watch.log.error("the store cannot be read", metadata: ["problem": "\(error)"])
            return watch.now().addingTimeInterval(Self.pauseAfterStoreTrouble)
        }
    }

    private func start(in group: inout DiscardingTaskGroup, each: @Sendable @escaping (Refresh) async -> Void) {
        let now = watch.now()
        var room = settings.concurrency - running
        if network.downSince != nil {
            guard let probe = network.nextProbe, probe <= now else { return }
            room = min(room, NetworkWatch.probes)
            network.probed(at: now)
        }
        let pipeline = watch.parts.pipeline
        for id in budget.next(max(0, room), at: now) {
            guard let feed = waiting.removeValue(forKey: id) else {
                budget.finished(id, at: now)
                continue
            }
            running += 1
            group.addTask {
                let refresh = await self.watch.observing(feed) {
                    await pipeline.refresh(feed) { await self.blame($0, of: feed) }
                }
                await self.finish(refresh, of: feed)
                await each(refresh)
            }
        }
    }

    private func finish(_ refresh: Refresh, of feed: FeedState) async {
        running -= 1
        doneMeanwhile.insert(feed.id)
        let now = watch.now()
        budget.finished(feed.id, isRefusal: refresh.isRefusal, at: now)
        let host = HostName.of(feed.address)
        switch refresh.result {
        case .fetched, .unchanged:
            if host != nil, let since = network.answered() {
                watch.log.notice("the network is back", metadata: ["down_since": "\(since.formatted(.iso8601))"])
            }
        case .failed(let failure):
            watch.log.warning(
                "refresh failed",
                metadata: [
                    "feed": "\(feed.feed.name)", "kind": "\(failure.kind.rawValue)", "cause": "\(failure.reason)",
                ])
            if let host, let until = refresh.state.health.heldUntil, until > now { await hold(host, until: until) }
        case .notStored(let error):
            watch.log.error(
                "refresh not stored", metadata: ["feed": "\(feed.feed.name)", "problem": "\(error)"])
            if let host { budget.holdBack(host, until: now.addingTimeInterval(Self.pauseAfterStoreTrouble)) }
        case .postponed, .abandoned: break
        }
        await bell.ring()
    }

    private func hold(_ host: String, until: Date) async {
        budget.holdBack(host, until: until)
        do {
            try await watch.store.hold(host: host, until: until)
        } catch {
            watch.log.error("a host's pause is not stored", metadata: ["host": "\(host)", "problem": "\(error)"])
        }
    }

    /// Whether the failure is the network's, and so counts against no feed.
    private func blame(_ kind: FeedFailure.Kind, of feed: FeedState) async -> Bool {
        guard let host = HostName.of(feed.address) else { return false }
        let wasDown = network.downSince != nil
        let blame = network.failed(
            feed.id, host: host, kind: kind, wasFailing: feed.health.consecutiveFailures > 0, at: watch.now())
        guard case .network(let alsoExcused) = blame else { return false }
        if !wasDown {
            watch.log.warning("the network seems to be down; feeds wait", metadata: ["feed": "\(feed.feed.name)"])
        }
        await excuse(alsoExcused)
        return true
    }

    /// Takes back what was counted against feeds before it was known that the network is down.
    private func excuse(_ feeds: [FeedID]) async {
        let now = watch.now()
        do {
            for id in feeds {
                guard let state = try await watch.store.feedState(id) else { continue }
                try await watch.store.save(state.excused(at: now))
            }
        } catch {
            watch.log.error("a failure of the network's stays counted", metadata: ["problem": "\(error)"])
        }
    }

    // MARK: Time and settings

    private func untilLookAgain(longest: Double) -> Duration {
        let now = watch.now()
        if network.downSince != nil {
            return .seconds(min(longest, max(0, (network.nextProbe ?? now).timeIntervalSince(now))))
        }
        // With no room left only an end of a refresh changes anything, and that rings.
        guard running < settings.concurrency, let again = budget.lookAgain else { return .seconds(longest) }
        return .seconds(min(longest, max(0, again.timeIntervalSince(now))))
    }

    /// After a reload: what waits is put into lines after the new rules.
    private func adoptSettings() {
        let new = watch.parts.plan.settings.fetch
        defer { settings = new }
        guard new.perHostConnections != settings.perHostConnections || new.perHostGap != settings.perHostGap else {
            return
        }
        budget = HostBudget(connections: new.perHostConnections, gap: new.perHostGap)
        let inHand = waiting
        waiting = [:]
        for feed in inHand.values { offer(feed) }
    }
}
