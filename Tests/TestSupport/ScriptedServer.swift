import Foundation
import Synchronization

/// A web server on the loopback interface that answers as a test's closure says and remembers what it was asked.
///
/// One thread accepts, and each connection has a thread of its own, so a script may wait, drip or hang without holding up
/// the others. Connections are kept alive unless the answer closes them. It ends with `close()` or with its last reference.
package final class ScriptedServer: Sendable {
    package typealias Script = @Sendable (ScriptedRequest) -> ScriptedAnswer

    package let port: UInt16
    private let core: ScriptedServerCore

    private let host: String

    /// Listens on a free port of 127.0.0.1 or, where the machine has IPv6, of ::1.
    package init(usesIPv6: Bool = false, _ script: @escaping Script) throws {
        let listener = try ListeningSocket(usesIPv6: usesIPv6)
        host = usesIPv6 ? "[::1]" : "127.0.0.1"
        port = listener.port
        core = ScriptedServerCore(listener: listener.descriptor, script: script)
        let core = core
        Thread.detachNewThread { core.acceptConnections() }
    }

    deinit { core.close() }

    /// The address of a path on this server.
    package func url(_ path: String = "/") -> String { "http://\(host):\(port)\(path)" }

    /// All requests so far, in the order in which they were read.
    package var requests: [ScriptedRequest] { core.requests }

    /// How many connections were accepted so far.
    package var connections: Int { core.connections }

    /// The first `count` requests, as soon as that many have come.
    package func requests(atLeast count: Int) async -> [ScriptedRequest] {
        await core.requests(atLeast: count)
    }

    /// Ends all connections, hanging ones too, and stops listening.
    package func close() { core.close() }
}

/// What a scripted server was asked.
package struct ScriptedRequest: Sendable, Hashable {
    package struct Header: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    /// 0 for the first request that the server read.
    package var number: Int
    /// 0 for the first connection that the server accepted.
    package var connection: Int
    package var method: String
    /// Path and query, as they were sent.
    package var target: String
    package var headers: [Header]
    package var body: [UInt8]

    /// The value of a header, by its name in any case; several are joined by a comma.
    package func header(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}

/// Holds a script up until a test opens it.
package final class Gate: Sendable {
    private let condition = NSCondition()
    private let isOpen = Mutex(false)

    package init() {}

    package func open() {
        condition.lock()
        isOpen.withLock { $0 = true }
        condition.broadcast()
        condition.unlock()
    }

    /// Blocks the calling thread; only for threads of a server.
    package func wait() {
        condition.lock()
        while !isOpen.withLock({ $0 }) { condition.wait() }
        condition.unlock()
    }
}
