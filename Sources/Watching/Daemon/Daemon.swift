import Foundation
import Logging
import NewsModel
import Notifying
import Storing

/// The watch as a service: it polls, delivers and writes digests until it is told to stop.
package actor Daemon {
    let watch: Watch
    private let readiness: Readiness
    private let reload: @Sendable () throws -> Plan
    /// Rung when there may be something to deliver.
    let outboxBell = Bell()
    /// Rung when the journal may hold what the change log does not.
    let journalBell = Bell()
    /// Rung when the digest is out of date.
    private let digestBell = Bell()
    /// Endpoints that are being delivered to.
    var busyEndpoints: Set<String> = []

    /// In seconds; nothing sleeps longer than this, so that every part shows signs of life.
    static let longestSleep = 10.0
    /// What met an error of the disk or the store is not tried again at once: what holds it up holds up the next try as well.
    static let pauseAfterError = Duration.seconds(5)

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
            group.addTask { await self.keepLog() }
            group.addTask { await self.writeDigests() }
            group.addTask { await self.dropOldTexts() }
            group.addTask { await self.askStore(for: vitals) }
            group.addTask { await self.feedWatchdog() }
            group.addTask { await self.giveMemoryBack() }
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
            let plan = try await Blocking.run { [reload] in Result { try reload() } }.get()
            try await watch.apply(plan)
            vitals.settingsLoaded(at: watch.now())
            watch.log.info("settings reloaded", metadata: ["feeds": "\(plan.feeds.count)"])
            readiness.ready(plan.summary)
        } catch {
            vitals.settingsRefused("\(error)")
            for line in "\(error)".split(separator: "\n") {
                watch.log.error("settings not reloaded, the old ones stay", metadata: ["problem": "\(line)"])
            }
            await reopenLog()
            readiness.ready("\(watch.parts.plan.summary); the new settings are bad, the old ones stay")
        }
        await outboxBell.ring()
    }

    /// For logrotate, which sends the same signal and knows nothing of settings.
    private func reopenLog() async {
        do {
            try await watch.reopenLog()
        } catch {
            watch.log.error("the change log is not opened anew", metadata: ["problem": "\(error)"])
        }
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
        await journalBell.ring()
        if refresh.commit.deliveries > 0 { await outboxBell.ring() }
        if refresh.commit.newStories + refresh.commit.updatedStories > 0 { await digestBell.ring() }
    }

    /// Copies the journal into the change log, on its own: a log that takes nothing holds up neither feeds nor alerts.
    private func keepLog() async {
        while !Task.isCancelled {
            do {
                try await watch.advanceJournal()
            } catch StoreError.cancelled {
                return  // The next start copies what is missing.
            } catch is CancellationError {
                return
            } catch {
                watch.log.error("the change log is not written", metadata: ["problem": "\(error)"])
                try? await Task.sleep(for: Self.pauseAfterError)
            }
            await journalBell.sleep(atMost: .seconds(60))
        }
    }

    /// Writes the digest at the start, soon after something on the topic changed, and at the latest after `every`.
    private func writeDigests() async {
        var pause = Self.firstDigestPause
        while !Task.isCancelled {
            do {
                try await watch.writeDigest()
            } catch StoreError.cancelled {
                return
            } catch is CancellationError {
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

    /// Soon and twice after the start, which needs far more than the watch does, and from then on once a minute.
    private func giveMemoryBack() async {
        try? await Task.sleep(for: .seconds(10))
        SpareMemory.forgetStart()
        var pause = 15
        while !Task.isCancelled {
            watch.store.releaseMemory()
            // The store does that on threads of its own.
            try? await Task.sleep(for: .seconds(1))
            SpareMemory.release()
            try? await Task.sleep(for: .seconds(pause))
            pause = 60
        }
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
