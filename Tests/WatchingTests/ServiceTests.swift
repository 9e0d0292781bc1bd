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

    @Test("A part that takes no turn for too long is stuck; one that ended is not")
    func turns() {
        let pulse = Pulse(patience: .seconds(60))
        let start = SuspendingClock.now
        func stuck(after seconds: Int) -> [String] {
            pulse.stalls(at: start.advanced(by: .seconds(seconds))).map(\.what)
        }
        pulse.beat("scheduler", at: start)
        pulse.beat("outbox", at: start.advanced(by: .seconds(50)))
        #expect(stuck(after: 60) == [])
        #expect(stuck(after: 61) == ["scheduler"])
        #expect(stuck(after: 111) == ["scheduler", "outbox"])
        pulse.end("scheduler")
        #expect(stuck(after: 61) == [])
        #expect(pulse.silences(at: start.advanced(by: .seconds(55))) == ["outbox": .seconds(5)])
    }

    @Test("Work that takes longer than it may is stuck for as long as it lasts, whatever else takes its turns")
    func works() async {
        let pulse = Pulse(patience: .seconds(60))
        let start = SuspendingClock.now
        let answer = await pulse.during("the refresh of One", atMost: .seconds(150), begin: start) {
            pulse.beat("scheduler", at: start.advanced(by: .seconds(140)))
            #expect(pulse.stalls(at: start.advanced(by: .seconds(150))).isEmpty)
            let stall = pulse.stalls(at: start.advanced(by: .seconds(151))).first
            #expect(stall == Pulse.Stall(what: "the refresh of One", silence: .seconds(151)))
            return 7
        }
        #expect(answer == 7)
        #expect(pulse.stalls(at: start.advanced(by: .seconds(151))).isEmpty)
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
