import Foundation
import Logging
import NewsModel
import Notifying
import Storing

/// The watch as a service: it polls, delivers and writes digests until it is told to stop.
package actor Daemon {
    private let watch: Watch
    private let readiness: Readiness
    private let reload: @Sendable () throws -> Plan
    /// Rung when there may be something to deliver.
    private let outboxBell = Bell()
    /// Rung when the digest is out of date.
    private let digestBell = Bell()
    /// Endpoints that are being delivered to.
    private var busyEndpoints: Set<String> = []

    /// In seconds; nothing sleeps longer than this, so that every part shows signs of life.
    private static let longestSleep = 10.0

    /// How long the digest files stay as they are at the least, after the first and after each later one.
    private static let firstDigestPause = Duration.seconds(5)
    private static let digestPause = Duration.seconds(60)

    package init(watch: Watch, readiness: Readiness, reload: @escaping @Sendable () throws -> Plan) {
        self.watch = watch
        self.readiness = readiness
        self.reload = reload
    }

    /// Returns after SIGTERM or SIGINT, with everything closed.
    package func run() async throws {
        let sweep = try await Sweep(watch: watch)
        let run = RunRecord(
            pid: ProcessInfo.processInfo.processIdentifier, version: Newswatch.version, started: watch.now())
        let marker = RunMarker(directory: watch.parts.plan.settings.state, run: run)
        if let died = marker?.died { tell(of: died) }
        let vitals = Vitals(run: run, died: marker?.died, pulse: watch.pulse)
        let health = HealthService(watch: watch, vitals: vitals)
        let signals = Signals.stream(of: [SIGTERM, SIGINT, SIGHUP])
        watch.log.info("watching", metadata: ["feeds": "\(watch.parts.plan.feeds.count)"])
        readiness.ready(watch.parts.plan.summary)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.poll(sweep) }
            group.addTask { await self.deliver() }
            group.addTask { await self.writeDigests() }
            group.addTask { await self.dropOldTexts() }
            group.addTask { await self.askStore(for: vitals) }
            group.addTask { await self.feedWatchdog() }
            group.addTask { await health.run() }
            for await signal in signals {
                guard signal == SIGHUP else { break }
                await reloadSettings(for: vitals)
                await sweep.adoptSettings()
                await health.settingsChanged()
            }
            vitals.stopping()
            readiness.stopping()
            group.cancelAll()
        }
        watch.log.info("stopped")
        // Before the store gives the directory up: from then on the marker may be the next run's.
        marker?.remove()
        try await watch.close()
    }

    private func tell(of died: RunRecord) {
        let machine = died.endedWithMachine(bootedAt: RunRecord.boot(at: watch.now()))
        watch.log.warning(
            "the last run ended without stopping",
            metadata: [
                "started": "\(died.started.formatted(.iso8601))", "pid": "\(died.pid)", "version": "\(died.version)",
                "cause": machine ? "the machine was restarted" : "it crashed or was killed",
            ])
    }

    private func reloadSettings(for vitals: Vitals) async {
        readiness.reloading()
        do {
            let plan = try reload()
            try await watch.apply(plan)
            vitals.settingsLoaded(at: watch.now())
            watch.log.info("settings reloaded", metadata: ["feeds": "\(plan.feeds.count)"])
            readiness.ready(plan.summary)
        } catch {
            vitals.settingsRefused("\(error)")
            for line in "\(error)".split(separator: "\n") {
                watch.log.error("settings not reloaded, the old ones stay", metadata: ["problem": "\(line)"])
            }
            readiness.ready("\(watch.parts.plan.summary); the new settings are bad, the old ones stay")
        }
        await outboxBell.ring()
    }

    // MARK: The parts

    private func poll(_ sweep: Sweep) async {
        await sweep.refreshDue(longest: Self.longestSleep) { [watch] in
            watch.pulse.beat("scheduler")
        } each: { refresh in
            await self.tell(of: refresh)
        }
        watch.pulse.end("scheduler")
    }

    private func tell(of refresh: Refresh) async {
        guard refresh.commit.changes > 0 else { return }
        do {
            try await watch.advanceJournal()
        } catch StoreError.cancelled {
            // The next start copies what is missing.
        } catch {
            watch.log.error("the change log is not written", metadata: ["problem": "\(error)"])
        }
        if refresh.commit.deliveries > 0 { await outboxBell.ring() }
        if refresh.commit.newStories + refresh.commit.updatedStories > 0 { await digestBell.ring() }
    }

    /// Delivers to every endpoint that something is due at, each on its own.
    private func deliver() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                watch.pulse.beat("outbox")
                await prepareDailyDigest()
                let parts = watch.parts
                var wait = Self.longestSleep
                for endpoint in parts.plan.endpoints where !busyEndpoints.contains(endpoint.name) {
                    guard let next = await nextTry(of: endpoint) else { continue }
                    let until = next.timeIntervalSince(watch.now())
                    if until > 0 {
                        wait = min(wait, until)
                        continue
                    }
                    busyEndpoints.insert(endpoint.name)
                    group.addTask { await self.deliver(to: endpoint, with: parts.outbox) }
                }
                await outboxBell.sleep(atMost: .seconds(wait))
            }
        }
        watch.pulse.end("outbox")
    }

    private func prepareDailyDigest() async {
        do {
            try await watch.prepareDailyDigest()
        } catch StoreError.cancelled {
            // Its hour stays past; the next start makes it due.
        } catch {
            watch.log.error("the digest of the day is not made due", metadata: ["problem": "\(error)"])
        }
    }

    private func nextTry(of endpoint: Endpoint) async -> Date? {
        do {
            return try await watch.store.nextTry(endpoint: endpoint.name)
        } catch .cancelled {
            return nil
        } catch {
            watch.log.error("the outbox cannot be read", metadata: ["problem": "\(error)"])
            return nil
        }
    }

    private func deliver(to endpoint: Endpoint, with outbox: Outbox) async {
        do {
            let report = try await outbox.deliver(to: endpoint)
            if report.sent > 0 {
                watch.log.info("delivered", metadata: ["endpoint": "\(endpoint.name)", "messages": "\(report.sent)"])
            }
            // An endpoint that went down or came back stands in the log as well.
            try await watch.advanceJournal()
        } catch StoreError.cancelled {
            // The program was told to stop; what is due stays due.
        } catch {
            watch.log.error("the outbox cannot be read", metadata: ["problem": "\(error)"])
            // Not at once again: what holds the store up holds up this as well.
            try? await Task.sleep(for: .seconds(5))
        }
        busyEndpoints.remove(endpoint.name)
        await outboxBell.ring()
    }

    /// Writes the digest at the start, soon after something on the topic changed, and at the latest after `every`.
    private func writeDigests() async {
        var pause = Self.firstDigestPause
        while !Task.isCancelled {
            do {
                try await watch.writeDigest()
            } catch StoreError.cancelled {
                return
            } catch {
                watch.log.error("the digest was not written", metadata: ["problem": "\(error)"])
            }
            // What changes together, as at the start, is told together.
            try? await Task.sleep(for: pause)
            pause = Self.digestPause
            await digestBell.sleep(atMost: watch.parts.plan.settings.notify.digest.every)
        }
    }

    private func dropOldTexts() async {
        while !Task.isCancelled {
            do {
                try await watch.dropOldTexts()
            } catch StoreError.cancelled {
                return
            } catch {
                watch.log.error("old texts are not dropped", metadata: ["problem": "\(error)"])
            }
            try? await Task.sleep(for: .seconds(3600))
        }
    }

    /// Waits for a turn of the store's writer and of a reader again and again: one that hangs shows no further turn.
    ///
    /// A store that answers with an error is not stuck, and a restart would not mend it: `/readyz` tells of it.
    private func askStore(for vitals: Vitals) async {
        while !Task.isCancelled {
            watch.pulse.beat("store")
            do throws(StoreError) {
                try await watch.store.takeTurn()
                vitals.storeAnswered(nil)
            } catch .cancelled {
                break
            } catch {
                vitals.storeAnswered("\(error)")
            }
            try? await Task.sleep(for: .seconds(Self.longestSleep))
        }
        watch.pulse.end("store")
    }

    private func feedWatchdog() async {
        guard let interval = readiness.watchdogInterval else { return }
        while !Task.isCancelled {
            let stalls = watch.pulse.stalls()
            if stalls.isEmpty {
                readiness.alive()
            } else {
                let parts = stalls.map { "\($0.what) for \($0.silence.components.seconds) s" }
                watch.log.critical("no longer advancing", metadata: ["parts": "\(parts.joined(separator: ", "))"])
            }
            try? await Task.sleep(for: interval)
        }
    }
}
