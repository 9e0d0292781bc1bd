import Foundation
import Logging
import NewsModel
import Notifying
import Scheduling
import Storing

extension Watch {
    /// One pass: refreshes, delivers what it can, writes the digest and logs.
    ///
    /// A digest or a change log that cannot be written keeps nobody from their alerts: it is thrown when all else is done.
    ///
    /// - Parameter all: Every enabled feed, due or not; never one that is gone or whose host asked for a pause.
    package func once(all: Bool) async throws -> OnceReport {
        let begin = now()
        let wanted =
            all
            ? try await store.feedStates().filter { $0.feed.enabled && $0.health.goneSince == nil }
            : try await store.due(at: begin, limit: .max)
        let held = try await store.hostHolds(at: begin)
        let asked = wanted.filter { feed in HostName.of(feed.address).map { held[$0] == nil } ?? true }

        let tally = Tally(due: wanted.count, skipped: wanted.count - asked.count)
        try await Sweep(watch: self).refreshAll(asked) { await tally.add($0) }
        _ = try await prepareDailyDigest()
        let hadToTell = try await store.pendingDeliveries() > 0
        await deliverOnce(into: tally)
        var report = await tally.report
        let isCurrent = try await isDigestCurrent(after: report)
        let digest = await outcome { if hadToTell || !isCurrent { try await writeDigest() } }
        // After the deliveries: an endpoint that turned out to be down stands in the log as well.
        let journal = await outcome { try await advanceJournal() }
        try await dropOldTexts()
        report.pendingDeliveries = try await store.pendingDeliveries()
        try digest.get()
        try journal.get()
        return report
    }

    private func outcome(of work: () async throws -> Void) async -> Result<Void, any Error> {
        do {
            return .success(try await work())
        } catch {
            return .failure(error)
        }
    }

    /// Whether the digest files are young enough, and nothing that they tell has changed since.
    ///
    /// A pass over feeds that brought nothing costs less than writing the digest of a busy day does.
    private func isDigestCurrent(after report: OnceReport) async throws -> Bool {
        let (plan, now) = (parts.plan, now())
        guard report.commits.changes == 0, let written = try await parts.digest.lastWritten(),
            (0..<plan.settings.notify.digest.every.inSeconds).contains(now.timeIntervalSince(written))
        else { return false }
        let (settings, files) = (plan.settings, FileManager.default)
        return files.fileExists(atPath: plan.statePath(settings.notify.digest.path))
            && [settings.file, settings.topic, settings.feeds].allSatisfy { file in
                let changed = try? files.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
                return changed.map { $0 < written } ?? false
            }
    }

    /// One try of everything that is due, every endpoint on its own.
    private func deliverOnce(into tally: Tally) async {
        let parts = parts
        await withDiscardingTaskGroup { group in
            for endpoint in parts.plan.endpoints {
                group.addTask {
                    do {
                        await tally.add(try await parts.outbox.deliver(to: endpoint))
                    } catch {
                        self.log.error("the outbox cannot be read", metadata: ["problem": "\(error)"])
                    }
                }
            }
        }
    }

    /// Drops what is older than the settings want it kept, slice by slice, so that no refresh waits for long.
    package func dropOldTexts() async throws {
        let settings = parts.plan.settings.retention
        let begin = now()
        let limits = RetentionLimits(
            bodies: settings.bodies.map { begin.addingTimeInterval(-$0.inSeconds) },
            articles: settings.articles.map { begin.addingTimeInterval(-$0.inSeconds) },
            sentDeliveries: begin.addingTimeInterval(-settings.deliveries.inSeconds),
            endpoints: parts.plan.endpointNames)
        var slices = 0
        var longest = Duration.zero
        var isMore = true
        while isMore, !Task.isCancelled {
            let start = ContinuousClock.now
            isMore = try await store.retain(limits, at: begin)
            longest = max(longest, start.duration(to: .now))
            slices += 1
            await store.catchUp(entirely: true)
            await Task.yield()
        }
        log.debug(
            "old texts dropped",
            metadata: ["slices": "\(slices)", "longest_ms": "\(Int(longest.inSeconds * 1000))"])
    }

    /// Makes the digest of the day due when its hour has come.
    ///
    /// - Returns: Whether it became due.
    package func prepareDailyDigest() async throws -> Bool {
        try await DailyDigest(store: store, plan: parts.plan).prepare(at: now())
    }

    package func advanceJournal() async throws { try await journal.advance() }

    package func writeDigest() async throws { try await parts.digest.write(at: now()) }
}

/// Counts a pass while its feeds are refreshed side by side.
private actor Tally {
    private(set) var report = OnceReport()

    init(due: Int, skipped: Int) {
        report.due = due
        report.skipped = skipped
    }

    func add(_ refresh: Refresh) { report.add(refresh) }

    func add(_ deliveries: Outbox.Report) { report.deliveries += deliveries }
}
