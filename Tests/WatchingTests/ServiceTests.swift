import Foundation
import TestSupport
import Testing

@testable import Watching

@Suite("What a service needs of its system")
struct ServiceTests {
    @Test("A ring before the sleep is not missed, and one during it ends it", .timeLimit(.minutes(1)))
    func bell() async {
        let bell = Bell()
        await bell.ring()
        await bell.sleep(atMost: .seconds(3600))

        async let slept: Void = bell.sleep(atMost: .seconds(3600))
        await bell.ring()
        await slept
    }

    @Test("A cancelled sleep ends", .timeLimit(.minutes(1)))
    func cancelledBell() async {
        let bell = Bell()
        let task = Task { await bell.sleep(atMost: .seconds(3600)) }
        task.cancel()
        await task.value
    }

    @Test("A part that shows nothing for too long is named; one that ended is not")
    func pulse() {
        let pulse = Pulse()
        let start = ContinuousClock.now
        pulse.beat("scheduler", at: start)
        pulse.beat("outbox", at: start)
        pulse.beat("outbox", at: start.advanced(by: .seconds(50)))
        #expect(pulse.stalled(after: .seconds(60), at: start.advanced(by: .seconds(59))).isEmpty)
        #expect(pulse.stalled(after: .seconds(60), at: start.advanced(by: .seconds(61))) == ["scheduler"])
        pulse.end("scheduler")
        #expect(pulse.stalled(after: .seconds(60), at: start.advanced(by: .seconds(61))).isEmpty)
    }

    @Test(
        "The watchdog's interval is half of what systemd waits",
        arguments: [
            (["WATCHDOG_USEC": "60000000"], .seconds(30)), ([:], nil), (["WATCHDOG_USEC": "none"], nil),
            (["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"], nil),
        ] as [([String: String], Duration?)])
    func watchdog(environment: [String: String], interval: Duration?) {
        #expect(Readiness(environment: environment).watchdogInterval == interval)
    }

    @Test("systemd is told by a datagram to its socket", arguments: [false, true])
    func readiness(abstract: Bool) async throws {
        try await withTemporaryFolder { folder in
            let name = abstract ? "@newswatch-\(UUID().uuidString)" : folder.appendingPathComponent("n").path
            let socket = try DatagramSocket(at: name)
            let readiness = Readiness(environment: ["NOTIFY_SOCKET": name])
            readiness.ready("7 feeds")
            #expect(socket.receive() == "READY=1\nSTATUS=7 feeds")
            readiness.alive()
            #expect(socket.receive() == "WATCHDOG=1")
        }
    }
}
