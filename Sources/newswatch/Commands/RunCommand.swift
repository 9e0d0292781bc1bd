import ArgumentParser
import Foundation
import Watching

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Watches until it is told to stop: polls, classifies, stores and notifies.",
        discussion: """
            SIGHUP reads the settings anew; when they are bad the old ones stay. SIGTERM and SIGINT stop. Under systemd it \
            reports readiness and feeds the watchdog. With http.listen in the settings it serves /healthz, /readyz, /metrics \
            and /status there.

            Example: newswatch run --config /etc/newswatch/newswatch.yaml
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        try await reportingFailures {
            let file = try options.file()
            let environment = ProcessInfo.processInfo.environment
            let load: @Sendable () throws -> Plan = { try Plan.load(at: file, environment: environment) }
            let watch = try await Watch(plan: load())
            try await Daemon(watch: watch, readiness: Readiness(environment: environment), reload: load).run()
        }
    }
}
