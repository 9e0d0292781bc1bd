/// The identity of an address: what stays when everything is folded that does not change which page it names.
///
/// Scheme, host case, `www.`, mobile and AMP forms, default ports, fragments, tracking parameters, the order of parameters,
/// percent-encoding and trailing slashes make no difference. It is an identity and no address to fetch: the scheme is gone.
package struct CanonicalURL: Hashable, Sendable {
    /// `host/path?query`, at most `maximumLength` bytes.
    package let rawValue: String

    /// Longer addresses are no identity worth keeping.
    package static let maximumLength = 2048

    /// Fails on anything that is not an http or https address with a host.
    package init?(_ url: String) {
        guard url.utf8.count <= 2 * Self.maximumLength else { return nil }
        let isClean = url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        var rest = Substring(isClean ? url : url.filter { $0 > " " && $0 != "\u{7F}" })
        guard let scheme = Self.removeScheme(from: &rest), scheme == "http" || scheme == "https" else { return nil }
        if let fragment = rest.utf8.firstIndex(of: UInt8(ascii: "#")), !rest[fragment...].hasPrefix("#!") {
            rest = rest[..<fragment]
        }
        // Some sites append /amp to the whole address, query included.
        for suffix in ["/amp/", "/amp"] where rest.hasSuffix(suffix) { rest.removeLast(suffix.count) }

        let authorityEnd = rest.utf8.firstIndex { Self.endsAuthority($0) } ?? rest.endIndex
        guard let host = CanonicalHost.fold(rest[..<authorityEnd]) else { return nil }
        let tail = rest[authorityEnd...]
        let queryStart = tail.utf8.firstIndex(of: UInt8(ascii: "?"))
        let path = tail[..<(queryStart ?? tail.endIndex)]
        if let page = Self.unwrapped(host: host, tail: tail), let inner = CanonicalURL(page) {
            self = inner
            return
        }
        let query = queryStart.map { CanonicalQuery.fold(tail[tail.index(after: $0)...]) } ?? ""
        let folded = host + CanonicalPath.fold(path) + (query.isEmpty ? "" : "?" + query)
        guard folded.utf8.count <= Self.maximumLength else { return nil }
        rawValue = folded
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
        default: false
        }
    }

    private static func removeScheme(from rest: inout Substring) -> String? {
        if rest.hasPrefix("//") {
            rest.removeFirst(2)
            return "https"
        }
        guard let colon = rest.firstIndex(of: ":") else { return nil }
        let scheme = rest[..<colon].lowercased()
        rest = rest[rest.index(after: colon)...]
        guard rest.hasPrefix("//") else { return nil }
        rest.removeFirst(2)
        return scheme
    }

    /// The address inside that of an AMP cache.
    private static func unwrapped(host: String, tail: Substring) -> String? {
        let prefixes: [String]
        if host.hasSuffix(".cdn.ampproject.org") {
            prefixes = ["/c/s/", "/v/s/", "/c/", "/v/"]
        } else if host == "google.com" || host.hasPrefix("google.") {
            prefixes = ["/amp/s/", "/amp/"]
        } else {
            return nil
        }
        for prefix in prefixes where tail.hasPrefix(prefix) { return "https://" + tail.dropFirst(prefix.count) }
        return nil
    }
}
