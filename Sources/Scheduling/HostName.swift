import Foundation

/// The host of an address, as the key under which its feeds share a budget.
package enum HostName {
    /// The host in lower case, without user, port, brackets and a final dot.
    ///
    /// - Returns: `nil` for a file and for what has no host: nobody is bothered by asking those.
    package static func of(_ url: String) -> String? {
        guard let scheme = url.range(of: "://"), url[..<scheme.lowerBound].lowercased().hasPrefix("http") else {
            return nil
        }
        let authority = url[scheme.upperBound...].prefix { !"/?#\\".contains($0) }
        let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let host: Substring
        if hostAndPort.hasPrefix("[") {
            host = hostAndPort.dropFirst().prefix { $0 != "]" }
        } else {
            host = hostAndPort.prefix { $0 != ":" }
        }
        let name = (host.hasSuffix(".") ? host.dropLast() : host).lowercased()
        return name.isEmpty ? nil : name
    }
}
