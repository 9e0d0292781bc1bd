import Foundation
import Logging
import NewsModel
import Notifying
import Storing

/// The outbox's part of the daemon.
extension Daemon {
    /// Delivers to every endpoint that something is due at, each on its own.
    func deliver() async {
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
            if try await watch.prepareDailyDigest() { await journalBell.ring() }
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
            // This round may have held something back by settings that are no longer in force.
            if !watch.parts.plan.endpoints.contains(endpoint) {
                try await watch.store.releaseHeld(endpoint: endpoint.name, at: watch.now())
            }
            // An endpoint that went down or came back stands in the log as well.
            await journalBell.ring()
        } catch StoreError.cancelled {
            // The program was told to stop; what is due stays due.
        } catch {
            watch.log.error(
                "the outbox cannot be read or written",
                metadata: ["endpoint": "\(endpoint.name)", "problem": "\(error)"])
            try? await Task.sleep(for: Self.pauseAfterError)
        }
        busyEndpoints.remove(endpoint.name)
        await outboxBell.ring()
    }
}
