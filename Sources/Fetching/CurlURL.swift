import CCurl
import Foundation

/// URLs as libcurl itself reads them, so that what is decided here is what is then connected to.
enum CurlURL {
    /// The URL as it can be sent: beyond ASCII the host is in Punycode, path and query are percent-encoded.
    ///
    /// libcurl would take the host to be in the encoding of the process's locale, which is never set here.
    ///
    /// - Returns: `nil` when it holds a control character or is no URL.
    static func sendable(_ url: String) -> String? {
        guard url.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        if url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return url }
        return withURL(url, flags: CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) { url in
            if let host = part(CURLUPART_HOST, of: url), !host.utf8.allSatisfy({ $0 < 0x80 }) {
                guard let ascii = URLComponents(string: "http://\(host)/")?.encodedHost,
                    curl_url_set(url, CURLUPART_HOST, ascii, 0) == CURLUE_OK
                else { return nil }
            }
            return part(CURLUPART_URL, of: url)
        }
    }

    /// Where a redirect leads, without the fragment.
    static func resolve(_ location: String, against base: String) -> String? {
        withURL(base) { url in
            guard curl_url_set(url, CURLUPART_URL, location, UInt32(CURLU_URLENCODE)) == CURLUE_OK,
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

    private static func withURL(_ text: String, flags: Int32 = 0, _ body: (OpaquePointer) -> String?) -> String? {
        guard let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, text, UInt32(flags)) == CURLUE_OK else { return nil }
        return body(url)
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
