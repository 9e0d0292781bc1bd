import CCurl

extension EasyHandle {
    /// Sets what holds for every transfer of one fetcher.
    func setOnce(_ configuration: FetcherConfiguration) {
        ccurl_set_long(raw, CURLOPT_NOSIGNAL, 1)
        // A name that takes long to resolve must not hold up the thread when its transfer ends before it.
        ccurl_set_long(raw, CURLOPT_QUICK_EXIT, 1)
        ccurl_set_string(raw, CURLOPT_USERAGENT, HeaderValue.printable(configuration.userAgent))
        ccurl_set_string(raw, CURLOPT_ACCEPT_ENCODING, "")  // All that this libcurl can decode.
        ccurl_set_long(raw, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        setProtocols(configuration)
        setProxyRules(configuration)
        setLimits(configuration)
        setCallbacks()
    }

    private func setProtocols(_ configuration: FetcherConfiguration) {
        ccurl_set_string(raw, CURLOPT_PROTOCOLS_STR, "http,https")
        ccurl_set_string(raw, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        ccurl_set_string(raw, CURLOPT_DEFAULT_PROTOCOL, "https")
        ccurl_set_long(raw, CURLOPT_FOLLOWLOCATION, 1)
        ccurl_set_long(raw, CURLOPT_MAXREDIRS, max(0, configuration.redirects))
    }

    /// The empty strings keep `http_proxy`, `all_proxy` and `no_proxy` of the environment out.
    private func setProxyRules(_ configuration: FetcherConfiguration) {
        ccurl_set_string(raw, CURLOPT_PROXY, "")
        ccurl_set_string(raw, CURLOPT_NOPROXY, "")
        if let path = configuration.unixSocket { ccurl_set_string(raw, CURLOPT_UNIX_SOCKET_PATH, path) }
        // Or the headers of a proxy's own answer would be taken for the server's.
        ccurl_set_long(raw, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    }

    private func setLimits(_ configuration: FetcherConfiguration) {
        ccurl_set_long(raw, CURLOPT_CONNECTTIMEOUT_MS, 20_000)
        ccurl_set_long(raw, CURLOPT_LOW_SPEED_LIMIT, max(0, configuration.slowestBytesPerSecond))
        ccurl_set_long(raw, CURLOPT_LOW_SPEED_TIME, Int(clamping: configuration.slownessAllowed.components.seconds))
    }

    private func setCallbacks() {
        ccurl_set_pointer(raw, CURLOPT_ERRORBUFFER, UnsafeRawPointer(message))
        ccurl_set_data_callback(raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, user in
            guard let user, let line = dataBytes(bytes, size, count) else { return 0 }
            return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().receive(header: line) ? line.count : 0
        }
        ccurl_set_data_callback(raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, user in
            guard let user, let body = dataBytes(bytes, size, count) else { return 0 }
            let goesOn = Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().receive(body: body)
            return goesOn ? body.count : Int(CURL_WRITEFUNC_ERROR)
        }
        ccurl_set_socket_callback(raw) { user, _, address in
            guard let user, let address else { return CURL_SOCKET_BAD }
            return Unmanaged<Transfer>.fromOpaque(user).takeUnretainedValue().openSocket(for: address)
        }
    }
}

private func dataBytes(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int
) -> UnsafeBufferPointer<UInt8>? {
    guard let bytes else { return nil }
    let raw = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return raw.bindMemory(to: UInt8.self)
}
