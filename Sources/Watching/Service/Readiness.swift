import Foundation
import Measuring

/// Tells systemd how the service is doing; without systemd it tells nobody.
///
/// Source: sd_notify(3). A datagram to the socket that `NOTIFY_SOCKET` names needs no library.
package struct Readiness: Sendable {
    private let socket: UnixDatagram?
    /// How often a sign of life is due: half of `WATCHDOG_USEC`; `nil` when nobody waits for one.
    package let watchdogInterval: Duration?

    package init(environment: [String: String]) {
        socket = environment["NOTIFY_SOCKET"].flatMap(UnixDatagram.init(path:))
        let meantForUs =
            environment["WATCHDOG_PID"].map { Int32($0) == ProcessInfo.processInfo.processIdentifier } ?? true
        watchdogInterval =
            environment["WATCHDOG_USEC"].flatMap { Int64($0) }
            .flatMap { meantForUs && $0 > 0 ? .microseconds($0 / 2) : nil }
    }

    package func ready(_ status: String) {
        // A line feed would begin another message to systemd.
        send("READY=1\nSTATUS=\(status.map { $0.isNewline ? " " : String($0) }.joined())")
    }

    package func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds())") }

    package func stopping() { send("STOPPING=1\nSTATUS=Stopping") }

    package func alive() { send("WATCHDOG=1") }

    private func send(_ message: String) { socket?.send(Array(message.utf8)) }

    private static func monotonicMicroseconds() -> Int64 {
        Int64(SystemClock.monotonic * 1e6)
    }
}
