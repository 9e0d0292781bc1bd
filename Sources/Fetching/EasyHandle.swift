import CCurl
import NewsModel

/// One libcurl easy handle, set up once and used for one transfer after another.
///
/// What is the same for every transfer of a fetcher is set when the handle is made, and only what differs is set again:
/// a reset between transfers would cost more than an unchanged answer does.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    let message: UnsafeMutablePointer<CChar>
    private var proxy: String?
    /// Whether the handle serves further transfers.
    private(set) var isReusable = true

    /// `nil` when there is no memory.
    init?(_ configuration: FetcherConfiguration) {
        guard let raw = curl_easy_init() else { return nil }
        self.raw = raw
        message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        setOnce(configuration)
    }

    /// The handle must have left the multi handle.
    deinit {
        curl_easy_cleanup(raw)
        curl_slist_free_all(headers)
        message.deallocate()
    }

    /// What libcurl says of the last failure, in its own words.
    var failureDetail: String { HeaderValue.printable(String(cString: message)) }

    var finalURL: String {
        var url: UnsafePointer<CChar>?
        ccurl_get_string(raw, CURLINFO_EFFECTIVE_URL, &url)
        return url.map { String(cString: $0) } ?? ""
    }

    // MARK: Every transfer

    func prepare(_ task: TransferTask, for transfer: Transfer) {
        let user = UnsafeRawPointer(Unmanaged.passUnretained(transfer).toOpaque())
        ccurl_set_pointer(raw, CURLOPT_HEADERDATA, user)
        ccurl_set_pointer(raw, CURLOPT_WRITEDATA, user)
        ccurl_set_pointer(raw, CURLOPT_OPENSOCKETDATA, user)
        message.pointee = 0
        switch task {
        case .get(let request): prepare(request)
        case .post(let request): prepare(request)
        }
    }

    private func prepare(_ request: FetchRequest) {
        ccurl_set_string(raw, CURLOPT_URL, request.url)
        setTimeout(request.timeout)
        // Looks at Content-Length only; the bytes that really come are counted as they are decompressed.
        ccurl_set_offset(raw, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(max(1, request.bodyLimitBytes)))
        var lines = [Self.accept]
        if let etag = request.validators?.etag, HeaderValue.isSendable(etag) { lines.append("If-None-Match: \(etag)") }
        if let date = request.validators?.lastModified, HeaderValue.isSendable(date) {
            lines.append("If-Modified-Since: \(date)")
        }
        if let authorization = request.authorization, HeaderValue.isSendable(authorization) {
            lines.append("Authorization: \(authorization)")
        }
        setHeaders(lines)
        if let file = request.certificateFile {
            ccurl_set_string(raw, CURLOPT_CAINFO, file)
            ccurl_set_string(raw, CURLOPT_CAPATH, nil)
            isReusable = false
        }
        if proxy != request.proxy {
            proxy = request.proxy
            ccurl_set_string(raw, CURLOPT_PROXY, proxy ?? "")
        }
        if request.isWithoutEncodings {
            ccurl_set_string(raw, CURLOPT_ACCEPT_ENCODING, nil)
            isReusable = false
        }
    }

    private func prepare(_ request: PostRequest) {
        isReusable = false
        ccurl_set_string(raw, CURLOPT_URL, request.url)
        setTimeout(request.timeout)
        ccurl_set_long(raw, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_long(raw, CURLOPT_POST, 1)
        ccurl_set_offset(raw, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
        request.body.withUnsafeBytes { body in
            // Copied: libcurl sends it after this call. An empty body still needs an address.
            let address = body.baseAddress ?? UnsafeRawPointer(message)
            _ = ccurl_set_pointer(raw, CURLOPT_COPYPOSTFIELDS, address)
        }
        // Without "Expect:" libcurl would wait for a "100 Continue" that many receivers never send.
        setHeaders(request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"])
    }

    private func setTimeout(_ timeout: Duration) {
        let parts = timeout.components
        let milliseconds = min(max(parts.seconds, 0), 86_400) * 1000 + parts.attoseconds / 1_000_000_000_000_000
        ccurl_set_long(raw, CURLOPT_TIMEOUT_MS, Int(max(1, milliseconds)))
    }

    private func setHeaders(_ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = curl_slist_append(list, line) ?? list }
        ccurl_set_list(raw, CURLOPT_HTTPHEADER, list)
        curl_slist_free_all(headers)
        headers = list
    }

    private static let accept =
        "Accept: application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
        + "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
}
