import Foundation
import TestSupport
import Testing

/// The running daemon and `newswatch status`, with the built program.
@Suite("The health of the running daemon", .timeLimit(.minutes(2)))
struct DaemonHealthTests {
    /// A watch whose health is served, and the daemon's messages to systemd.
    private struct Service {
        let watch: WatchFolder
        let systemd: DatagramSocket
        private let notify: String
        private let program: Program

        init(in folder: URL, _ program: Program, feed: String, http: String) throws {
            self.program = program
            watch = try WatchFolder(in: folder, feeds: [("One", feed)])
            notify = folder.appendingPathComponent("notify").path
            systemd = try DatagramSocket(at: notify)
            try set(http: http)
        }

        /// Replaces the `http` section, which stands in the settings' last line.
        func set(http: String) throws {
            let text = try String(contentsOfFile: watch.settings, encoding: .utf8)
            let others = text.split(separator: "\n").filter { !$0.hasPrefix("http:") }
            try (others + ["http: \(http)", ""]).joined(separator: "\n")
                .write(toFile: watch.settings, atomically: true, encoding: .utf8)
        }

        /// Starts the daemon and returns once it is ready.
        func start() throws -> RunningProgram {
            let daemon = try program.start(
                ["run", "--config", watch.settings], environment: ["NOTIFY_SOCKET": notify])
            #expect(systemd.receive().hasPrefix("READY=1\n"))
            return daemon
        }

        func status(_ arguments: [String] = []) async throws -> Program.Result {
            try await program.run(["status", "--config", watch.settings] + arguments)
        }

        /// The status once the daemon is the one that tells it: it answers soon after it is ready.
        func statusOfDaemon() async throws -> String {
            while true {
                let result = try await status()
                #expect(result.status == 0, "\(result.errors)")
                if result.output.contains("told by     the daemon") || result.status != 0 { return result.output }
            }
        }
    }

    private static func stop(_ daemon: RunningProgram) async throws -> Program.Result {
        daemon.send(signal: SIGTERM)
        return try await daemon.result()
    }

    @Test("A kill leaves a trace: the status and the next start tell of it, until a run stops in order")
    func killed() async throws {
        let program = try Program()
        let server = try ScriptedServer { _ in .answer(200, body: WatchFolder.rss([("1", "Title", "Text.")])) }
        defer { server.close() }
        try await withTemporaryFolder { folder in
            let service = try Service(
                in: folder, program, feed: server.url("/f"), http: "{ listen: 'unix:\(folder.path)/h.sock' }")
            let first = try service.start()
            let alive = try await service.statusOfDaemon()
            #expect(alive.hasPrefix("running well for "))
            #expect(!alive.contains("ended without stopping"))
            first.send(signal: SIGKILL)
            _ = try await first.result()

            let dead = try await service.status()
            #expect(dead.output.hasPrefix("not running\ntold by     the store (unix:"))
            #expect(dead.output.contains("ended without stopping: it crashed or was killed"))

            let second = try service.start()
            #expect(try await service.statusOfDaemon().contains("ended without stopping"))
            let result = try await Self.stop(second)
            #expect(result.status == 0)
            #expect(result.errors.contains("the last run ended without stopping"))

            let after = try await service.status(["--json"])
            let json = try JSONSerialization.jsonObject(with: Data(after.output.utf8)) as? [String: Any]
            #expect(json?["source"] as? String == "store")
            #expect(json?["running"] as? Bool == false)
            #expect(json?["last_run_died"] == nil)
            #expect((json?["feeds"] as? [String: Int])?["listed"] == 1)
        }
    }

    @Test("A reload moves the health pages, and a port in use costs nothing but them")
    func reload() async throws {
        let program = try Program()
        let other = try ScriptedServer { _ in .answer(200, body: WatchFolder.rss([("1", "Title", "Text.")])) }
        defer { other.close() }
        try await withTemporaryFolder { folder in
            let service = try Service(
                in: folder, program, feed: other.url("/f"), http: "{ listen: '127.0.0.1:\(other.port)' }")
            let daemon = try service.start()
            // The feed is asked although its server holds the port.
            #expect(await other.requests(atLeast: 1).first?.target == "/f")

            try service.set(http: "{ listen: 'unix:\(folder.path)/h.sock', token_env: NEWSWATCH_TEST_TOKEN }")
            daemon.send(signal: SIGHUP)
            #expect(service.systemd.receive().hasPrefix("RELOADING=1"))
            #expect(service.systemd.receive().contains("the old ones stay"))
            try service.set(http: "{ listen: 'unix:\(folder.path)/h.sock' }")
            daemon.send(signal: SIGHUP)
            #expect(service.systemd.receive().hasPrefix("RELOADING=1"))
            #expect(service.systemd.receive().hasPrefix("READY=1"))
            #expect(try await service.statusOfDaemon().hasPrefix("running well for "))

            let result = try await Self.stop(daemon)
            #expect(result.status == 0)
            #expect(result.errors.contains("another program listens there"))
        }
    }
}
