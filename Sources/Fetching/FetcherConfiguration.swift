/// How a fetcher behaves towards all servers.
package struct FetcherConfiguration: Sendable, Hashable {
    /// What to do about addresses that are not on the public internet.
    package enum PrivateAddresses: Sendable, Hashable {
        /// Refuse to connect, on every hop.
        case deny
        /// Refuse all but these addresses, such as `10.0.0.7` or `fd00::7`.
        case denyExcept(Set<String>)
        /// For feeds of an intranet and for tests.
        case allow
    }

    /// Name, version and contact.
    package var userAgent: String
    /// How many transfers run at once; further ones wait without their time running.
    package var connections = 32
    /// Transfers to one host at once, further ones wait likewise; 0 sets no limit.
    package var connectionsPerHost = 1
    package var privateAddresses = PrivateAddresses.deny
    /// The path of a Unix socket that is connected to instead of every host; for a program on this machine.
    package var unixSocket: String?
    /// Redirects followed in one fetch.
    package var redirects = 8
    /// Of all bodies under way together; each may have its first MiB all the same.
    package var bufferLimitBytes = 128 << 20
    /// Of the headers of all hops together.
    package var headerLimitBytes = 128 * 1024
    package var headerLimitLines = 400
    /// A transfer slower than this for `slownessAllowed` is ended, although its time is not yet up.
    package var slowestBytesPerSecond = 64
    package var slownessAllowed: Duration = .seconds(20)

    package init(userAgent: String) { self.userAgent = userAgent }
}

extension FetcherConfiguration {
    func allows(_ address: IPAddress) -> Bool {
        switch privateAddresses {
        case .allow: true
        case .deny: address.isPublic
        case .denyExcept(let exceptions): address.isPublic || exceptions.contains { IPAddress($0) == address }
        }
    }
}
