import Foundation

@testable import Serving

/// A client that sends what it is told, byte for byte.
enum RawHTTP {
    struct NotConnected: Error {
        let code: Int32
    }

    /// Sends the text and reads until the server closes; on a thread of its own, for the server needs those of the pool.
    static func ask(_ address: ListenAddress, _ request: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try exchange(address, request) })
            }
        }
    }

    private static func exchange(_ address: ListenAddress, _ request: String) throws -> String {
        let socket = try connect(address)
        try socket.write(contentsOf: Data(request.utf8))
        shutdown(socket.fileDescriptor, Int32(SHUT_WR))
        return String(decoding: try socket.readToEnd() ?? Data(), as: UTF8.self)
    }

    static func connect(_ address: ListenAddress) throws -> FileHandle {
        let handle: FileHandle
        let result: Int32
        switch address {
        case .tcp(_, let port):
            handle = socket(AF_INET)
            var target = sockaddr_in()
            target.sin_family = sa_family_t(AF_INET)
            target.sin_port = in_port_t(port).bigEndian
            target.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            result = connect(handle, to: target)
        case .unix(let path):
            handle = socket(AF_UNIX)
            var target = sockaddr_un()
            target.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: path.utf8) }
            result = connect(handle, to: target)
        }
        guard result == 0 else { throw NotConnected(code: errno) }
        return handle
    }

    private static func socket(_ family: Int32) -> FileHandle {
        FileHandle(
            fileDescriptor: Glibc.socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0),
            closeOnDealloc: true)
    }

    private static func connect<Address>(_ handle: FileHandle, to address: Address) -> Int32 {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(handle.fileDescriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
