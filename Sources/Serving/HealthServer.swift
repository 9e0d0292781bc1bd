import Hummingbird
package import Logging

/// Tells over HTTP whether the watch is alive.
package struct HealthServer: Sendable {
    private let host: String
    private let port: Int
    private let log: Logger

    package init(host: String, port: Int, log: Logger) {
        (self.host, self.port, self.log) = (host, port, log)
    }

    /// Serves until the task is cancelled.
    package func run() async throws {
        let router = Router()
        router.get("healthz") { _, _ in "ok\n" }
        let application = Application(
            router: router, configuration: .init(address: .hostname(host, port: port)), logger: log)
        try await application.run()
    }
}
