import Foundation

/// A socket of datagrams to one address of this machine.
final class UnixDatagram: Sendable {
    private let descriptor: Int32
    /// The address, and how much of it counts.
    private let address: [UInt8]

    /// - Parameter path: One that begins with `@` lies in the abstract name space.
    init?(path: String) {
        var name = Array(path.utf8)
        guard let first = name.first else { return nil }
        // Written with a leading NUL.
        if first == UInt8(ascii: "@") { name[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = MemoryLayout.size(ofValue: address.sun_family) + name.count
        self.address = withUnsafeBytes(of: &address) { Array($0.prefix(length)) }
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Returns: Whether somebody took it.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        address.withUnsafeBytes { address in
            guard let pointer = address.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return sendto(
                descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, socklen_t(address.count)) == bytes.count
        }
    }
}
