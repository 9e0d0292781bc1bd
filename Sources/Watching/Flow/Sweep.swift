import Foundation
import Logging
package import NewsModel
import Scheduling
import Storing

/// Takes feeds through the pipeline: as many at once as the settings allow, no host too often, and none in vain while the
/// network is down.
///
/// A feed that was asked makes room for the next one at once; storing what it brought may take its time, until so much
/// waits to be stored that memory would run out.
package actor Sweep {
    /// How many feeds are taken from the store at once.
    private static let page = 500
    /// How long a feed that could not be stored is left alone before it is asked again.
    private static let pauseAfterStoreTrouble: TimeInterval = 30
    private let watch: Watch
    private let unstoredLimit: Int
    private var settings: FetchSettings
    private var budget: HostBudget
    private var network: NetworkWatch
    /// Feeds that wait for their turn.
    private var waiting: [FeedID: FeedState] = [:]
    /// Feeds that are being asked.
    private var asking: Set<FeedID> = []
    /// Feeds that were asked, and whose answers wait to be stored.
    private var unstored: Set<FeedID> = []
    private var unstoredWeight = 0
    /// Those in hand whose failure turned out to be the network's.
    private var excusedUnstored: Set<FeedID> = []
    private var line = DueLine()
    /// Feeds in hand since before the settings changed: their address may be another one now.
    private var outdated: Set<FeedID> = []
    /// Whether a feed that was not asked after all stays in line.
    private var isDaemon = false
    private let bell = Bell()

    /// - Parameter unstoredLimit: In bytes; no feed is asked while more than this waits to be stored.
    package init(watch: Watch, unstoredLimit: Int = 12 << 20) async throws {
        self.watch = watch
        self.unstoredLimit = unstoredLimit
        let plan = watch.parts.plan
        settings = plan.settings.fetch
        budget = HostBudget(connections: settings.perHostConnections, gap: settings.perHostGap)
        network = NetworkWatch(hosts: plan.hosts)
        for (host, until) in try await watch.store.hostHolds(at: watch.now()) { budget.holdBack(host, until: until) }
    }

    /// Refreshes these feeds and returns when the last one is done.
    ///
    /// When the network seems to be down a few more feeds are tried at once; the others are abandoned if none of those
    /// answers. So are the feeds of a host that asks for a pause: a pass waits for the usual gap, and for no more.
    package func refreshAll(_ feeds: [FeedState], each: @Sendable @escaping (Refresh) async -> Void) async {
        for feed in feeds { offer(feed) }
        var tries = 3
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, isBusy {
                if network.downSince != nil, asking.isEmpty {
                    guard tries > 0 else { break }
                    tries -= 1
                    network.probe(at: watch.now())
                }
                start(in: &group, each: each)
                guard isBusy, !asking.isEmpty || !unstored.isEmpty || !onlyPausesRemain else { break }
                await bell.sleep(atMost: untilLookAgain(longest: 10))
            }
            for feed in waiting.values { await each(Refresh(state: feed, result: .abandoned)) }
            waiting = [:]
        }
    }

    /// Refreshes whatever is due, until the task is cancelled.
    ///
    /// - Parameter longest: How long it sleeps at the most, in seconds.
    /// - Parameter beat: Called each time it looks.
    package func refreshDue(
        longest: Double, beat: @Sendable @escaping () -> Void, each: @Sendable @escaping (Refresh) async -> Void
    ) async {
        isDaemon = true
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                beat()
                if line.isClockSetBack(at: watch.now()) { await forgetTimesAhead() }
                start(in: &group, each: each)
                // Page by page, as long as those taken so far leave room: their hosts may all be busy.
                while hasRoom, line.nextLook <= watch.now(), await takeDue() { start(in: &group, each: each) }
                await bell.sleep(atMost: untilLookAgain(longest: longest))
            }
        }
    }

    // MARK: Feeds in hand

    private var isBusy: Bool { !asking.isEmpty || !waiting.isEmpty || !unstored.isEmpty }

    /// Whether all that wait do so for a host that asked for a pause.
    private var onlyPausesRemain: Bool {
        guard network.downSince == nil, let again = budget.lookAgain else { return false }
        return again.timeIntervalSince(watch.now()) > settings.perHostGap.inSeconds + 10
    }

    private var hasRoom: Bool {
        asking.count < settings.concurrency && unstoredWeight < unstoredLimit
            && (network.downSince == nil || waiting.isEmpty)
    }

    private func offer(_ feed: FeedState) {
        guard !asking.contains(feed.id), !unstored.contains(feed.id) else { return }
        budget.enqueue(feed.id, host: HostName.of(feed.address))
        waiting[feed.id] = feed
    }

    /// Takes the next page of what has become due in hand.
    ///
    /// - Returns: Whether there was anything.
    private func takeDue() async -> Bool {
        do {
            let now = watch.now()
            let reading = line.begin()
            let due = try await watch.store.due(at: now, after: line.position, limit: Self.page)
            let position = due.last.map(DuePosition.init) ?? line.position
            let next = due.count < Self.page ? try await watch.store.nextDue(after: position) : now
            for feed in due { offer(feed) }
            line.end(reading, at: position, next: next ?? .distantFuture)
            return !due.isEmpty
        } catch {
            watch.log.error("the store cannot be read", metadata: ["problem": "\(error)"])
            line.expect(watch.now().addingTimeInterval(Self.pauseAfterStoreTrouble))
            return false
        }
    }

    private func start(in group: inout DiscardingTaskGroup, each: @Sendable @escaping (Refresh) async -> Void) {
        guard unstoredWeight < unstoredLimit else { return }
        let now = watch.now()
        var room = settings.concurrency - asking.count
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
            asking.insert(id)
            group.addTask {
                let refresh = await self.watch.observing(feed) {
                    await pipeline.ask(feed) { await self.blame($0, of: feed) }
                }
                await self.answered(refresh, by: feed)
                let stored = await pipeline.store(refresh)
                self.watch.measures.count(stored)
                await self.finish(stored, of: feed, weight: refresh.weight)
                await each(stored)
            }
        }
    }

    // MARK: Feeds that were asked

    /// The next feed may be asked, of this host too.
    private func answered(_ refresh: Refresh, by feed: FeedState) async {
        asking.remove(feed.id)
        unstored.insert(feed.id)
        unstoredWeight += refresh.weight
        let now = watch.now()
        let host = HostName.of(feed.address)
        // First: the end of a question puts the host's line back into its turn, and then for when it may go on.
        if let host, let until = refresh.state.health.heldUntil { budget.holdBack(host, until: until) }
        budget.finished(feed.id, isRefusal: refresh.isRefusal, at: now)
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
        case .postponed, .abandoned, .notStored: break
        }
        await bell.ring()
    }

    private func finish(_ refresh: Refresh, of feed: FeedState, weight: Int) async {
        let wasFull = unstoredWeight >= unstoredLimit
        unstoredWeight -= weight
        unstored.remove(feed.id)
        // What was taken back before it was stored is stored now.
        if excusedUnstored.remove(feed.id) != nil { await excuse([feed.id]) }
        if outdated.remove(feed.id) != nil, outdated.isEmpty { line.restart() }
        line.expect(refresh.state.due)
        switch refresh.result {
        case .failed:
            if let host = HostName.of(feed.address), let until = refresh.state.health.heldUntil {
                await keep(host, heldUntil: until)
            }
        case .notStored(let error):
            watch.log.error(
                "refresh not stored", metadata: ["feed": "\(feed.feed.name)", "problem": "\(error)"])
            line.restart(at: watch.now().addingTimeInterval(Self.pauseAfterStoreTrouble))
        case .postponed where isDaemon: offer(feed)
        case .fetched, .unchanged, .postponed, .abandoned: break
        }
        if wasFull || (asking.isEmpty && unstored.isEmpty) { await bell.ring() }
    }

    /// Remembers a host's pause over a restart.
    private func keep(_ host: String, heldUntil until: Date) async {
        guard until > watch.now() else { return }
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
        guard !feeds.isEmpty else { return }
        excusedUnstored.formUnion(asking.union(unstored).intersection(feeds))
        let now = watch.now()
        do {
            try await watch.store.excuse(feeds, at: now)
            line.expect(now)
        } catch {
            watch.log.error("a failure of the network's stays counted", metadata: ["problem": "\(error)"])
        }
    }

    // MARK: Time and settings

    private func untilLookAgain(longest: Double) -> Duration {
        let now = watch.now()
        // With no room left to store in, only an end of a refresh changes anything, and that rings.
        guard unstoredWeight < unstoredLimit else { return .seconds(longest) }
        if network.downSince != nil {
            return .seconds(min(longest, max(0, (network.nextProbe ?? now).timeIntervalSince(now))))
        }
        guard hasRoom else { return .seconds(longest) }
        let again = min(budget.lookAgain ?? .distantFuture, isDaemon ? line.nextLook : .distantFuture)
        return .seconds(min(longest, max(0, again.timeIntervalSince(now))))
    }

    /// Takes over what the settings say now: what waits is read anew, and put into lines after the new rules.
    package func adoptSettings() async {
        let plan = watch.parts.plan
        let new = plan.settings.fetch
        if network.downSince == nil { network = NetworkWatch(hosts: plan.hosts) }
        if new.perHostConnections != settings.perHostConnections || new.perHostGap != settings.perHostGap {
            budget = HostBudget(connections: new.perHostConnections, gap: new.perHostGap)
            await holdBackHosts()
        }
        settings = new
        waiting = [:]
        outdated = asking.union(unstored)
        line.restart()
        await bell.ring()
    }

    /// A clock that ran ahead has left times that are still to come, here and in the store, which mends its own when it is
    /// asked what is due.
    private func forgetTimesAhead() async {
        line.restart()
        budget.clockWasSetBack(to: watch.now())
        network.probe(at: watch.now())
        await holdBackHosts()
    }

    /// Remembers the pauses that hosts asked for.
    private func holdBackHosts() async {
        do {
            for (host, until) in try await watch.store.hostHolds(at: watch.now()) {
                budget.holdBack(host, until: until)
            }
        } catch {
            watch.log.error("the pauses of hosts are forgotten", metadata: ["problem": "\(error)"])
        }
    }
}
