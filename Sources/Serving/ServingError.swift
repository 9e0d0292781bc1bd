import Foundation

/// Why nothing is served at an address.
package struct ServingError: Error, Hashable, CustomStringConvertible {
    package let address: ListenAddress
    /// What happened and what to do, in words.
    package let reason: String

    init(_ address: ListenAddress, reason: String) {
        self.address = address
        self.reason = reason
    }

    /// - Parameter code: An `errno`.
    init(_ address: ListenAddress, code: Int32) {
        let advice =
            switch code {
            case EADDRINUSE: "another program listens there; stop it, or set http.listen to another address"
            case EADDRNOTAVAIL: "this machine has no such address; set http.listen to one that it has"
            case EACCES, EPERM: "the system does not allow it; choose a port above 1023, or a folder that is writable"
            case ENOENT: "the socket's folder does not exist; create it, or use RuntimeDirectory= under systemd"
            default: "set http.listen to another address"
            }
        self.init(address, reason: "\(String(cString: strerror(code))): \(advice)")
    }

    package var description: String { "nothing can be served at \(address): \(reason)" }
}
