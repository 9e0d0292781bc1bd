import Glibc

/// Why a scripted server could not start.
package struct SocketError: Error {
    package var call: String
    package var code: Int32
}

/// A TCP socket that listens on a free port of 127.0.0.1 or ::1.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    init(usesIPv6: Bool) throws {
        let family = usesIPv6 ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError(call: "socket", code: errno) }
        guard let port = usesIPv6 ? Self.listenOnIPv6(descriptor) : Self.listenOnIPv4(descriptor) else {
            let code = errno
            Glibc.close(descriptor)
            throw SocketError(call: "bind", code: code)
        }
        self.descriptor = descriptor
        self.port = port
    }

    private static func listenOnIPv4(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return listening(descriptor, on: &address) ? UInt16(bigEndian: address.sin_port) : nil
    }

    private static func listenOnIPv6(_ descriptor: Int32) -> UInt16? {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_loopback
        return listening(descriptor, on: &address) ? UInt16(bigEndian: address.sin6_port) : nil
    }

    /// Binds, listens, and reads back the address with the port that the system chose.
    private static func listening<Address>(_ descriptor: Int32, on address: inout Address) -> Bool {
        var length = socklen_t(MemoryLayout<Address>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 1024) == 0
                    && getsockname(descriptor, address, &length) == 0
            }
        }
    }
}

/// One accepted connection: reads requests, plays answers.
struct ScriptedConnection {
    let descriptor: Int32
    private var unread: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    // MARK: Reading

    /// The next request; `nil` when the client has gone or sends no HTTP.
    mutating func nextRequest(connection: Int) -> ScriptedRequest? {
        guard let head = readHead() else { return nil }
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)[...]
        guard let requestLine = lines.popFirst()?.split(separator: " "), requestLine.count == 3 else { return nil }
        let headers = lines.compactMap { line -> ScriptedRequest.Header? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop(while: { $0 == " " })
            return ScriptedRequest.Header(name: String(line[..<colon]), value: String(value))
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        guard let body = read(length) else { return nil }
        return ScriptedRequest(
            number: 0,
            connection: connection,
            method: String(requestLine[0]),
            target: String(requestLine[1]),
            headers: headers,
            body: body
        )
    }

    private mutating func readHead() -> String? {
        let end: [UInt8] = [13, 10, 13, 10]
        while true {
            if let index = unread.indices.first(where: { unread[$0...].starts(with: end) }) {
                defer { unread.removeFirst(index + end.count) }
                return String(decoding: unread[..<index], as: UTF8.self)
            }
            // What begins otherwise is no request line, a TLS greeting for instance.
            guard readMore(), let first = unread.first, (0x41...0x5A).contains(first) else { return nil }
        }
    }

    private mutating func read(_ count: Int) -> [UInt8]? {
        while unread.count < count {
            guard readMore() else { return nil }
        }
        defer { unread.removeFirst(count) }
        return Array(unread[..<count])
    }

    private mutating func readMore() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        unread.append(contentsOf: buffer[..<count])
        return true
    }

    // MARK: Answering

    /// Plays an answer; `false` when the connection is to be closed.
    func play(_ answer: ScriptedAnswer) -> Bool {
        for step in answer.steps {
            switch step {
            case .bytes(let bytes): guard write(bytes) else { return false }
            case .wait(let gate): gate.wait()
            case .drip(let bytes, let pause):
                for byte in bytes {
                    guard !clientLeaves(withinMilliseconds: pause), write([byte]) else { return false }
                }
            case .endless(let bytes):
                while write(bytes) {}
                return false
            case .hang:
                _ = clientLeaves(withinMilliseconds: -1)
                return false
            case .close: return false
            }
        }
        return true
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                send(descriptor, buffer.baseAddress?.advanced(by: sent), buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func clientLeaves(withinMilliseconds limit: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, limit) > 0
    }
}
