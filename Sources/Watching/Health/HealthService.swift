import Logging
import Serving

/// Serves the health pages where the settings say, and moves when a reload says otherwise.
///
/// That nothing can be served is told and tried again, and is no reason not to watch: a port that another program holds
/// must not cost an alert.
package actor HealthService {
    private static let pause = Duration.seconds(15)

    private let watch: Watch
    private let pages: HealthDesk
    private let vitals: Vitals
    /// Rung when the settings may name another address or token.
    private let bell = Bell()
    /// Why nothing is served; told once, not with every try.
    private var lastFailure: ServingError?

    package init(watch: Watch, vitals: Vitals) {
        self.watch = watch
        self.vitals = vitals
        pages = HealthDesk(watch: watch, vitals: vitals)
    }

    /// Serves until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            guard let service = watch.parts.plan.http else {
                await bell.sleep(atMost: .seconds(3600))
                continue
            }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.serve(service) }
                group.addTask { await self.untilReplaced(service) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    package func settingsChanged() async { await bell.ring() }

    private func untilReplaced(_ service: HTTPService) async {
        while !Task.isCancelled, watch.parts.plan.http == service { await bell.sleep(atMost: .seconds(3600)) }
    }

    private func serve(_ service: HTTPService) async {
        let pages = HealthPages(
            token: service.token, problems: { [vitals] in vitals.problems() },
            metrics: { [pages] in await pages.metrics() }, status: { [pages] in await pages.status() })
        do throws(ServingError) {
            try await HealthServer(address: service.address, pages: pages, log: watch.log).run { address in
                await self.isServing(at: address)
            }
        } catch {
            if error != lastFailure {
                watch.log.error("health is not served, and tried again", metadata: ["problem": "\(error)"])
            }
            lastFailure = error
            try? await Task.sleep(for: Self.pause)
        }
    }

    private func isServing(at address: ListenAddress) {
        lastFailure = nil
        watch.log.info("serving health and metrics", metadata: ["listen": "\(address)"])
    }
}
