import Foundation

/// Tells systemd how the service is doing; without systemd it tells nobody.
///
/// Source: sd_notify(3). A datagram to the socket that `NOTIFY_SOCKET` names needs no library.
package struct Readiness: Sendable {
    private let socketPath: String?
    /// How often a sign of life is due: half of `WATCHDOG_USEC`; `nil` when nobody waits for one.
    package let watchdogInterval: Duration?

    package init(environment: [String: String]) {
        socketPath = environment["NOTIFY_SOCKET"]
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

    private func send(_ message: String) {
        guard let socketPath, !socketPath.isEmpty else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }

        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A name that begins with '@' lives in the abstract space, written with a leading NUL.
        var path = Array(socketPath.utf8)
        if path[0] == UInt8(ascii: "@") { path[0] = 0 }
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout.size(ofValue: address.sun_family) + path.count)

        let bytes = Array(message.utf8)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }

    private static func monotonicMicroseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
    }
}
