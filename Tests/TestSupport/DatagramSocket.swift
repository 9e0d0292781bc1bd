import Foundation

/// A Unix datagram socket that receives, as systemd's notification socket does.
package final class DatagramSocket: Sendable {
    package struct Unusable: Error {}

    private let descriptor: Int32

    /// - Parameter path: One that begins with `@` lies in the abstract name space.
    package init(at path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var name = Array(path.utf8)
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        guard descriptor >= 0, name.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Unusable() }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout.size(ofValue: address.sun_family) + name.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else { throw Unusable() }
    }

    deinit { close(descriptor) }

    /// The next datagram.
    package func receive() -> String {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
