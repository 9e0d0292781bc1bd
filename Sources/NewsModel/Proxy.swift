/// The way to a server: straight, or through somebody who asks for us.
package enum Proxy: Hashable, Sendable {
    case direct
    /// Such as `http://proxy.example:3128` or `socks5h://127.0.0.1:9050`.
    case address(String)
}

extension Proxy: RawRepresentable {
    /// As the settings write it: `none`, or an address.
    package init(rawValue: String) { self = rawValue == "none" ? .direct : .address(rawValue) }

    package var rawValue: String {
        switch self {
        case .direct: "none"
        case .address(let address): address
        }
    }
}
