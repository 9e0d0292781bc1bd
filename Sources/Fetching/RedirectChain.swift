import CCurl

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
        current = head.location.flatMap { location in current.flatMap { Self.resolve(location, against: $0) } }
        isUnbroken = isUnbroken && head.isPermanentRedirect && current != nil
        if isUnbroken { permanentURL = current }
    }

    /// The host of the current hop, where it is an address that may not be connected to.
    ///
    /// For transfers through a proxy, whose own address is the only one that a socket sees.
    func refusedLiteral(by configuration: FetcherConfiguration) -> String? {
        guard configuration.privateAddresses == .deny, let host = current.flatMap(Self.host) else { return nil }
        let name = host.lowercased().trimmingSuffix(".")
        if name == "localhost" || name.hasSuffix(".localhost") { return name }
        guard let address = IPAddress(name), !address.isPublic else { return nil }
        return address.description
    }

    // MARK: libcurl's own reading of URLs

    /// The URL as libcurl follows it, without its fragment.
    static func resolve(_ location: String, against base: String) -> String? {
        withURL(base) { url in
            guard curl_url_set(url, CURLUPART_URL, location, 0) == CURLUE_OK,
                curl_url_set(url, CURLUPART_FRAGMENT, nil, 0) == CURLUE_OK
            else { return nil }
            return part(CURLUPART_URL, of: url)
        }
    }

    /// The host, numbers in odd spellings made plain, without brackets.
    static func host(of url: String) -> String? {
        withURL(url) { part(CURLUPART_HOST, of: $0) }.map { host in
            host.hasPrefix("[") ? String(host.dropFirst().prefix { $0 != "]" && $0 != "%" }) : host
        }
    }

    private static func withURL(_ text: String, _ body: (OpaquePointer) -> String?) -> String? {
        guard let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK else { return nil }
        return body(url)
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
