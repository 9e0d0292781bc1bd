enum CanonicalHost {
    /// Labels that name the same site for another screen.
    private static let forms: Set<Substring> = ["www", "m", "mobile", "amp", "wap", "touch"]

    /// The host without user, default port and the forms' labels; nil when there is none.
    static func fold(_ authority: Substring) -> String? {
        var host = authority
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        var port: Substring = ""
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            port = host[host.index(after: colon)...]
            host = host[..<colon]
        }
        while host.last == "." { host.removeLast() }
        guard !host.isEmpty else { return nil }
        let lowercased = host.lowercased()
        var labels = lowercased.split(separator: ".", omittingEmptySubsequences: false)
        // en.m.wikipedia.org; but the last two labels are the site itself: m.ua, www.de
        while labels.count > 2, let first = labels.first, forms.contains(first) { labels.removeFirst() }
        if labels.count > 3, forms.contains(labels[1]) { labels.remove(at: 1) }
        let name = labels.joined(separator: ".")
        return port.isEmpty || port == "80" || port == "443" ? name : "\(name):\(port)"
    }
}

enum CanonicalPath {
    /// The path without empty and dot segments, index pages, AMP forms and the trailing slash; empty for the root.
    static func fold(_ path: Substring) -> String {
        var segments: [String] = []
        for bytes in path.utf8.split(whereSeparator: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }) {
            let segment = Substring(bytes)
            if segment == "." { continue }
            if segment == ".." {
                _ = segments.popLast()
                continue
            }
            let bare = segment[..<(bytes.firstIndex(of: UInt8(ascii: ";")) ?? segment.endIndex)]
            if !bare.isEmpty { segments.append(PercentEncoding.fold(bare)) }
        }
        if let last = segments.last {
            let lowercased = last.lowercased()
            if indexPages.contains(lowercased) || (segments.count > 1 && ampPages.contains(lowercased)) {
                segments.removeLast()
            } else {
                for (suffix, plain) in ampSuffixes where lowercased.hasSuffix(suffix) && last.count > suffix.count {
                    segments[segments.count - 1] = last.dropLast(suffix.count) + plain
                    break
                }
            }
        }
        if segments.count > 1, segments.first == "amp" { segments.removeFirst() }
        return segments.map { "/" + $0 }.joined()
    }

    private static let indexPages: Set<String> = [
        "index.html", "index.htm", "index.php", "index.shtml", "default.aspx",
    ]
    private static let ampPages: Set<String> = ["amp", "amp.html"]
    private static let ampSuffixes = [(".amp.html", ".html"), ("-amp.html", ".html"), (".amp", "")]
}

enum CanonicalQuery {
    /// The parameters that name the page, in alphabetical order.
    static func fold(_ query: Substring) -> String {
        query.split(separator: "&")
            .filter { !isNoise($0) }
            .map { PercentEncoding.fold($0) }
            .sorted()
            .joined(separator: "&")
    }

    private static func isNoise(_ parameter: Substring) -> Bool {
        let equals = parameter.firstIndex(of: "=")
        let name = parameter[..<(equals ?? parameter.endIndex)].lowercased()
        let value = equals.map { parameter[parameter.index(after: $0)...] } ?? ""
        if names.contains(name) || prefixes.contains(where: name.hasPrefix) { return true }
        if ambiguous.contains(name) { return !value.contains { $0.isNumber } }
        return name == "outputtype" && value.lowercased() == "amp"
    }

    private static let prefixes = ["utm_", "at_", "pk_", "mtm_", "guce_", "ns_", "fb_", "hsa_", "_hs", "trk", "wt_"]

    /// Sources: the lists of Firefox's query stripping and of the ClearURLs project, and feeds as they are found.
    private static let names: Set<String> = [
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid",
        "igshid",
        "igsh", "mc_cid", "mc_eid", "mkt_tok", "vero_id", "oly_enc_id", "oly_anon_id", "ref_src", "ref_url", "referrer",
        "referer", "cmpid", "cmp", "ocid", "ncid", "ito", "icid", "srnd", "smid", "smtyp", "xtor", "guccounter", "spm",
        "scm", "s_cid", "mod", "srcref", "amp", "__twitter_impression", "sr_share", "soc_src", "soc_trk", "ftag",
        "wtmc",
        "_ga", "_gl", "ved", "campaign_id", "emc", "instance_id", "segment_id", "regi_id", "taid", "__tn__", "li",
        "openinapp", "unlocked_article_code", "rss", "feedtype", "partner", "share", "shareid", "sharetype", "syn",
    ]

    /// Where the reader came from, unless a number says that they name something.
    private static let ambiguous: Set<String> = ["ref", "from", "source", "src", "via", "origin", "feature", "output"]
}

enum PercentEncoding {
    /// Unreserved characters and text beyond ASCII as they are, the rest as upper-case escapes.
    ///
    /// Source: RFC 3986 section 6.2.2.
    static func fold(_ text: Substring) -> String {
        guard text.utf8.contains(0x25) else { return String(text) }
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var index = 0
        while index < source.count {
            guard source[index] == 0x25, index + 2 < source.count, let high = nibble(source[index + 1]),
                let low = nibble(source[index + 2])
            else {
                bytes.append(source[index])
                index += 1
                continue
            }
            let byte = high << 4 | low
            if isUnreserved(byte) {
                bytes.append(byte)
            } else {
                bytes += [0x25, digits[Int(high)], digits[Int(low)]]
            }
            index += 3
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x80...: true
        default: false
        }
    }
}
