/// Addresses as documents write them, made absolute.
///
/// Publishers write addresses that no strict parser takes (spaces, letters beyond ASCII), and what they wrote is what
/// people click on, so nothing is escaped or normalised here.
enum Link {
    /// The address that a reference stands for at a base.
    ///
    /// - Returns: The reference without white space around it where there is no base to resolve it against.
    ///   Source: RFC 3986, section 5.2.
    static func resolve(_ written: String, against base: String?) -> String {
        let reference = cleaned(written)
        guard !hasScheme(reference), let base else { return reference }
        let anchor = Parts(base)
        guard anchor.scheme != nil else { return reference }
        let parts = Parts(reference)
        var result = Parts()
        result.scheme = anchor.scheme
        result.fragment = parts.fragment
        if parts.authority != nil {
            (result.authority, result.path, result.query) = (parts.authority, withoutDots(parts.path), parts.query)
        } else {
            result.authority = anchor.authority
            if parts.path.isEmpty {
                result.path = anchor.path
                result.query = parts.query ?? anchor.query
            } else {
                result.path = withoutDots(parts.path.hasPrefix("/") ? parts.path : merged(anchor, parts.path))
                result.query = parts.query
            }
        }
        return result.text
    }

    /// Whether the text begins with `scheme:`.
    static func hasScheme(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { hasScheme($0) }
    }

    static func hasScheme(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, first.isASCIILetter else { return false }
        for byte in text {
            if byte == UInt8(ascii: ":") { return true }
            guard byte.isASCIILetter || byte.isDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E else {
                return false
            }
        }
        return false
    }

    static func isWebAddress(_ text: String) -> Bool {
        text.hasPrefix("http://") || text.hasPrefix("https://")
    }

    /// Whether a text that may be an address or an opaque name is an address without scheme.
    static func looksRelative(_ text: String) -> Bool {
        text.utf8.contains(UInt8(ascii: "/")) && !text.utf8.contains(UInt8(ascii: " "))
    }

    /// Line breaks and tabs inside an address are artefacts of templates (WHATWG URL, section 4.4).
    private static func cleaned(_ written: String) -> String {
        var written = written
        guard written.withUTF8({ $0.contains(where: \.isSpace) }) else { return written }
        let trimmed = written.trimmingSpaces()
        guard trimmed.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else { return trimmed }
        return String(decoding: trimmed.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }, as: UTF8.self)
    }

    private static func merged(_ base: Parts, _ path: Substring) -> Substring {
        if base.authority != nil, base.path.isEmpty { return "/" + path }
        guard let slash = base.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return base.path[...slash] + path
    }

    private static func withoutDots(_ path: Substring) -> Substring {
        guard path.utf8.contains(UInt8(ascii: ".")) else { return path }
        var kept: [Substring] = []
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map(Substring.init)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return Substring(kept.joined(separator: "/"))
    }

    /// Source: RFC 3986, appendix B.
    private struct Parts {
        var scheme: Substring?
        var authority: Substring?
        var path: Substring = ""
        var query: Substring?
        var fragment: Substring?

        init() {}

        init(_ text: String) {
            var rest = Substring(text).utf8
            if Link.hasScheme(text), let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
                scheme = Substring(rest[..<colon])
                rest = rest[rest.index(after: colon)...]
            }
            if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
                fragment = Substring(rest[rest.index(after: hash)...])
                rest = rest[..<hash]
            }
            if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
                query = Substring(rest[rest.index(after: mark)...])
                rest = rest[..<mark]
            }
            if rest.starts(with: "//".utf8) {
                rest = rest.dropFirst(2)
                let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
                authority = Substring(rest[..<end])
                rest = rest[end...]
            }
            path = Substring(rest)
        }

        var text: String {
            var text = ""
            if let scheme { text += scheme + ":" }
            if let authority { text += "//" + authority }
            text += path
            if let query { text += "?" + query }
            if let fragment { text += "#" + fragment }
            return text
        }
    }
}
