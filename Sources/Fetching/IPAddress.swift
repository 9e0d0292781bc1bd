import CCurl
import Glibc

/// An address that a socket connects to.
enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// Reads a socket address; `nil` when it is of neither family.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self = .v4(UInt32(bigEndian: raw.load(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            var address = raw.load(as: sockaddr_in6.self).sin6_addr
            self = withUnsafeBytes(of: &address) { Self.v6(bytes: $0) }
        default: return nil
        }
    }

    /// Reads `192.0.2.1` or `2001:db8::1`, without brackets.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self = withUnsafeBytes(of: &six) { Self.v6(bytes: $0) }
        } else {
            return nil
        }
    }

    private static func v6(bytes: UnsafeRawBufferPointer) -> IPAddress {
        let halves = bytes.prefix(16).reduce(into: (high: UInt64(0), low: UInt64(0))) { halves, byte in
            halves.high = halves.high << 8 | halves.low >> 56
            halves.low = halves.low << 8 | UInt64(byte)
        }
        return .v6(high: halves.high, low: halves.low)
    }
}

extension IPAddress {
    /// Whether the address belongs to a host on the public internet.
    ///
    /// Not public: this network, private, shared (carrier-grade NAT), loopback, link-local, documentation, benchmarking,
    /// multicast, reserved and broadcast addresses. An IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4) is
    /// judged by that one. Source: the IANA special-purpose address registries (RFC 6890, RFC 8190).
    var isPublic: Bool {
        switch self {
        case .v4(let address):
            !Self.reservedIPv4.contains { address >> (32 - $0.bits) == $0.prefix >> (32 - $0.bits) }
        case .v6(let high, let low):
            if let embedded = Self.embeddedIPv4(high: high, low: low) {
                IPAddress.v4(embedded).isPublic
            } else {
                // Only 2000::/3 is given out for hosts of the public internet.
                high >> 61 == 0b001
                    && !Self.reservedIPv6.contains { high >> (64 - $0.bits) == $0.prefix >> (64 - $0.bits) }
            }
        }
    }

    private static func embeddedIPv4(high: UInt64, low: UInt64) -> UInt32? {
        if high == 0, low >> 32 == 0xFFFF { return UInt32(truncatingIfNeeded: low) }  // ::ffff:0:0/96, mapped
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return UInt32(truncatingIfNeeded: low) }  // NAT64
        if high >> 48 == 0x2002 { return UInt32(truncatingIfNeeded: high >> 16) }  // 2002::/16, 6to4
        return nil
    }

    private static let reservedIPv4: [(prefix: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8),  // 0.0.0.0/8, this network
        (0x0A00_0000, 8),  // 10.0.0.0/8, private
        (0x6440_0000, 10),  // 100.64.0.0/10, shared by carrier-grade NAT
        (0x7F00_0000, 8),  // 127.0.0.0/8, loopback
        (0xA9FE_0000, 16),  // 169.254.0.0/16, link-local and cloud metadata
        (0xAC10_0000, 12),  // 172.16.0.0/12, private
        (0xC000_0000, 24),  // 192.0.0.0/24, protocol assignments
        (0xC000_0200, 24),  // 192.0.2.0/24, documentation
        (0xC058_6300, 24),  // 192.88.99.0/24, 6to4 relays of old
        (0xC0A8_0000, 16),  // 192.168.0.0/16, private
        (0xC612_0000, 15),  // 198.18.0.0/15, benchmarking
        (0xC633_6400, 24),  // 198.51.100.0/24, documentation
        (0xCB00_7100, 24),  // 203.0.113.0/24, documentation
        (0xE000_0000, 4),  // 224.0.0.0/4, multicast
        (0xF000_0000, 4),  // 240.0.0.0/4, reserved, and broadcast
    ]

    private static let reservedIPv6: [(prefix: UInt64, bits: UInt64)] = [
        (0x2001_0000_0000_0000, 23),  // 2001::/23, protocol assignments, Teredo among them
        (0x2001_0DB8_0000_0000, 32),  // 2001:db8::/32, documentation
        (0x3FFF_0000_0000_0000, 20),  // 3fff::/20, documentation
    ]
}

extension IPAddress: CustomStringConvertible {
    var description: String {
        switch self {
        case .v4(let address):
            return [24, 16, 8, 0].map { String(address >> UInt32($0) & 0xFF) }.joined(separator: ".")
        case .v6(let high, let low):
            let groups = [high, low].flatMap { half in
                [48, 32, 16, 0].map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
            }
            return "[\(groups.joined(separator: ":"))]"
        }
    }
}
