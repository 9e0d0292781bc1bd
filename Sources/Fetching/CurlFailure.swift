import CCurl

extension FetchError {
    /// What libcurl's result code means for a transfer.
    ///
    /// A callback that ended the transfer knows better than the code, so its word comes first.
    init(_ code: CURLcode, of transfer: Transfer, handle: EasyHandle) {
        if case .failed(let error) = transfer.end {
            self = error
            return
        }
        let text = handle.failureDetail
        let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL:
            if detail.contains("HTTP/0.9") {
                self = .badAnswer(detail)
            } else {
                self = transfer.redirects > 0 ? .redirectRefused(detail) : .schemeNotAllowed(transfer.task.url)
            }
        case CURLE_URL_MALFORMAT:
            self = transfer.redirects > 0 ? .redirectRefused(detail) : .badRequest(detail)
        case CURLE_COULDNT_RESOLVE_HOST: self = .nameNotResolved(detail)
        case CURLE_COULDNT_CONNECT:
            self = transfer.refusedAddress.map { .addressRefused("\($0)") } ?? .notConnected(detail)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .notConnected(detail)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_SHUTDOWN_FAILED,
            CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            self = .tls(detail)
        case CURLE_OPERATION_TIMEDOUT: self = Self.timedOut(detail, transfer)
        case CURLE_TOO_MANY_REDIRECTS: self = .tooManyRedirects(limit: transfer.configuration.redirects)
        case CURLE_FILESIZE_EXCEEDED: self = .bodyTooLarge(limitBytes: transfer.task.bodyLimitBytes)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            self = .brokenOff(detail)
        case CURLE_WEIRD_SERVER_REPLY: self = .badAnswer(detail)
        case CURLE_BAD_CONTENT_ENCODING: self = .wrongEncoding(detail)
        default: self = .other(detail)
        }
    }

    /// One code stands for three ways of being late, which only libcurl's words tell apart.
    private static func timedOut(_ detail: String, _ transfer: Transfer) -> FetchError {
        if detail.hasPrefix("Resolving timed out") { return .nameNotResolved(detail) }
        if detail.contains("too slow") { return .tooSlow(bytesPerSecond: transfer.configuration.slowestBytesPerSecond) }
        return .timedOut(after: transfer.task.timeout)
    }
}
