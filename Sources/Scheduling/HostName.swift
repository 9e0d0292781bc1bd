/// The host of an address, as the key under which its feeds share a budget.
package enum HostName {
    /// The host in lower case, without user, port, brackets and a final dot.
    ///
    /// - Returns: `nil` for a file and for what has no host: nobody is bothered by asking those.
    package static func of(_ url: String) -> String? {
        // On bytes: every feed's address comes through here at every refresh.
        var url = url
        return url.withUTF8 { bytes in
            let name = host(in: authority(in: bytes[...]))
            return name.isEmpty ? nil : lowercased(name)
        }
    }

    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// What stands between `http://` or `https://` and the path; empty for other schemes.
    private static func authority(in url: Bytes) -> Bytes {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")), url[colon...].starts(with: "://".utf8) else {
            return url.prefix(0)
        }
        let scheme = lowercased(url[..<colon])
        guard scheme == "http" || scheme == "https" else { return url.prefix(0) }
        let ends = [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\")]
        return url[(colon + 3)...].prefix { !ends.contains($0) }
    }

    private static func host(in authority: Bytes) -> Bytes {
        let user = authority.lastIndex(of: UInt8(ascii: "@"))
        let hostAndPort = authority[(user.map { $0 + 1 } ?? authority.startIndex)...]
        if hostAndPort.first == UInt8(ascii: "[") {
            return hostAndPort.dropFirst().prefix { $0 != UInt8(ascii: "]") }
        }
        let host = hostAndPort.prefix { $0 != UInt8(ascii: ":") }
        return host.last == UInt8(ascii: ".") ? host.dropLast() : host
    }

    private static func lowercased(_ bytes: Bytes) -> String {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return String(decoding: bytes, as: UTF8.self).lowercased() }
        return String(unsafeUninitializedCapacity: bytes.count) { buffer in
            for (index, byte) in bytes.enumerated() {
                buffer[index] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            }
            return bytes.count
        }
    }
}
