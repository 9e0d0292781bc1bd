/// The status and those headers of one answer that anybody here asks for.
struct AnswerHead: Sendable, Hashable {
    var status = 0
    var etag: String?
    var lastModified: String?
    var contentType: String?
    var contentEncoding: String?
    var contentLength: String?
    var cacheControl: String?
    var expires: String?
    var date: String?
    var retryAfter: String?
    var location: String?
    /// The server's guard says that the body is a test for browsers.
    var isChallenge = false
    /// The empty line came; what looks like a header after it is a trailer, and not ours to believe.
    var isComplete = false

    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && location != nil }
    var isPermanentRedirect: Bool { (status == 301 || status == 308) && location != nil }
}

extension AnswerHead {
    /// Takes one line as libcurl hands it over, line break included.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>) {
        if let status = Self.status(of: line) {
            self = AnswerHead()
            self.status = status
            return
        }
        guard !isComplete else { return }
        let text = Self.trimmed(line[...])
        if text.isEmpty {
            isComplete = true
            return
        }
        // A line that begins with a space continues the one before (RFC 9112 section 5.2); none of ours is ever that long.
        guard text.startIndex == line.startIndex, let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return }
        let name = line[text.startIndex..<colon]
        guard let field = Self.field(named: name) else { return }
        let bytes = Self.trimmed(line[(colon + 1)..<text.endIndex])
        guard !bytes.isEmpty, bytes.count <= HeaderValue.limitBytes,
            // Bytes that are no UTF-8 could not be sent back as they came, so they are not kept at all.
            let value = String(validating: bytes, as: UTF8.self), HeaderValue.isSendable(value)
        else { return }
        set(field, to: value)
    }

    private mutating func set(_ field: Field, to value: String) {
        switch field {
        case .etag: etag = value
        case .lastModified: lastModified = value
        case .contentType: contentType = value
        case .contentEncoding: contentEncoding = value
        case .contentLength: contentLength = value
        // The one list among them: several lines are one value (RFC 9110 section 5.3).
        case .cacheControl: cacheControl = cacheControl.map { "\($0), \(value)" } ?? value
        case .expires: expires = value
        case .date: date = value
        case .retryAfter: retryAfter = value
        case .location: location = value
        case .guardVerdict: isChallenge = isChallenge || value == "challenge" || value == "captcha"
        }
    }

    // MARK: Bytes

    private enum Field {
        case etag, lastModified, contentType, contentEncoding, contentLength, cacheControl, expires, date, retryAfter
        case location
        /// `cf-mitigated` of Cloudflare, `x-amzn-waf-action` of AWS, `sg-captcha` of SiteGround.
        case guardVerdict
    }

    /// The length tells most names apart, so that one comparison at most is made for a header.
    private static func field(named name: Slice<UnsafeBufferPointer<UInt8>>) -> Field? {
        switch name.count {
        case 4: equal(name, "etag") ? .etag : equal(name, "date") ? .date : nil
        case 7: equal(name, "expires") ? .expires : nil
        case 8: equal(name, "location") ? .location : nil
        case 10: equal(name, "sg-captcha") ? .guardVerdict : nil
        case 11: equal(name, "retry-after") ? .retryAfter : nil
        case 12: equal(name, "content-type") ? .contentType : equal(name, "cf-mitigated") ? .guardVerdict : nil
        case 13: equal(name, "cache-control") ? .cacheControl : equal(name, "last-modified") ? .lastModified : nil
        case 14: equal(name, "content-length") ? .contentLength : nil
        case 16: equal(name, "content-encoding") ? .contentEncoding : nil
        case 17: equal(name, "x-amzn-waf-action") ? .guardVerdict : nil
        default: nil
        }
    }

    /// Compares without regard to case; `name` is given in lower case.
    private static func equal(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { name in
            bytes.elementsEqual(name) { byte, lower in
                byte == lower || ((0x41...0x5A).contains(byte) && byte | 0x20 == lower)
            }
        }
    }

    /// The status of a line such as `HTTP/1.1 200 OK`; `nil` when it is no status line.
    private static func status(of line: UnsafeBufferPointer<UInt8>) -> Int? {
        guard line.count > 5, line[0] == UInt8(ascii: "H"), line.starts(with: "HTTP/".utf8) else { return nil }
        let digits = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix { (0x30...0x39).contains($0) }
        return digits.prefix(3).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func trimmed(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Slice<UnsafeBufferPointer<UInt8>> {
        var (start, end) = (bytes.startIndex, bytes.endIndex)
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return bytes[start..<end]
    }
}
