import Foundation

/// Where health and metrics are served: a TCP port of this machine, or a socket in the file system.
package enum ListenAddress: Hashable, Sendable {
    /// The host is an IP address, without brackets, or `localhost`.
    case tcp(host: String, port: Int)
    /// An absolute path.
    case unix(path: String)

    /// Why a text is no address to listen at.
    package struct Fault: Error, Hashable {
        package let what: String
        package let advice: String
    }

    /// The longest path that fits into the system's `sockaddr_un`, its end included.
    private static let longestPath = 107

    /// Reads `127.0.0.1:8711`, `[::1]:8711`, `localhost:8711` or `unix:/run/newswatch/http.sock`.
    ///
    /// Port 0 takes a free one. Names other than `localhost` are refused: what they mean may change while the program runs.
    package init(_ text: String) throws(Fault) {
        if text.hasPrefix("unix:") {
            self = .unix(path: try Self.path(String(text.dropFirst(5))))
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            throw Fault(
                what: "'\(text)' is no address to listen at",
                advice: "write HOST:PORT such as 127.0.0.1:8711 or [::1]:8711, or unix:/run/newswatch/http.sock")
        }
        self = .tcp(host: try Self.host(text[..<colon]), port: port)
    }

    /// Whether only this machine's own users reach it.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        case .tcp("localhost", _): true
        case .tcp(let host, _): host == "::1" || host.hasPrefix("127.")
        }
    }

    // MARK: Reading

    private static func path(_ path: String) throws(Fault) -> String {
        guard path.hasPrefix("/") else {
            throw Fault(what: "'\(path)' is no absolute path", advice: "write unix:/run/newswatch/http.sock")
        }
        guard path.utf8.count <= longestPath else {
            throw Fault(
                what: "the path of the socket is longer than \(longestPath) bytes", advice: "choose a shorter one")
        }
        return path
    }

    private static func port(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return UInt16(text).map(Int.init)
    }

    private static func host(_ text: Substring) throws(Fault) -> String {
        if text == "localhost" { return "localhost" }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let bare = String(isBracketed ? text.dropFirst().dropLast() : text)
        var (four, six) = (in_addr(), in6_addr())
        if !isBracketed, inet_pton(AF_INET, bare, &four) == 1 { return bare }
        if inet_pton(AF_INET6, bare, &six) == 1 {
            guard isBracketed else {
                throw Fault(what: "'\(bare)' needs brackets before its port", advice: "write [\(bare)]:PORT")
            }
            // One spelling for each address, so that ::1 is known however it is written.
            var spelled = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_ntop(AF_INET6, &six, &spelled, socklen_t(spelled.count)) != nil else { return bare }
            return String(decoding: spelled.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        throw Fault(
            what: "'\(text)' is no IP address",
            advice: "write one such as 127.0.0.1 or [::1], or localhost; 0.0.0.0 is every address of this machine")
    }
}

extension ListenAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
