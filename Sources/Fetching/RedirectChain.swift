/// Where the redirects of one fetch led, for the sake of the permanent ones.
struct RedirectChain {
    private(set) var hops = 0
    /// Where an unbroken chain of permanent redirects from the first hop on led.
    private(set) var permanentURL: String?
    private var current: String?
    private var isUnbroken = true

    init(from url: String) { current = url }

    /// Takes the head of an answer that redirects.
    mutating func follow(_ head: AnswerHead) {
        hops += 1
        current = head.location.flatMap { location in current.flatMap { CurlURL.resolve(location, against: $0) } }
        isUnbroken = isUnbroken && head.isPermanentRedirect && current != nil
        if isUnbroken { permanentURL = current }
    }

    /// The host of the current hop, where it is an address that may not be connected to.
    ///
    /// For transfers through a proxy, whose own address is the only one that a socket sees.
    func refusedLiteral(by configuration: FetcherConfiguration) -> String? {
        guard configuration.privateAddresses != .allow, let host = current.flatMap(CurlURL.host) else { return nil }
        let name = host.lowercased().trimmingSuffix(".")
        if name == "localhost" || name.hasSuffix(".localhost") { return name }
        guard let address = IPAddress(name), !configuration.allows(address) else { return nil }
        return address.description
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
