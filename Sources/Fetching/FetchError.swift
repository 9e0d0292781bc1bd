package import NewsModel

/// Why a fetch brought nothing.
package enum FetchError: Error, Sendable, Hashable {
    /// The URL cannot be read as one, or a header of a POST would break out of its line.
    case badRequest(String)
    case schemeNotAllowed(String)
    /// The host's address is not on the public internet.
    case addressRefused(String)
    case nameNotResolved(String)
    case notConnected(String)
    case tls(String)
    case timedOut(after: Duration)
    case tooSlow(bytesPerSecond: Int)
    /// A status that is no success; 410 among them.
    case refused(status: Int, retryAfter: String?)
    /// The answer is a test whether a person asks (a "challenge").
    case challenged(status: Int, retryAfter: String?)
    case tooManyRedirects(limit: Int)
    /// A redirect to where a feed may not lead.
    case redirectRefused(String)
    case bodyTooLarge(limitBytes: Int)
    case headersTooLarge
    /// So many large documents came together that this one was given up.
    case tooMuchAtOnce
    /// The connection ended before the answer did.
    case brokenOff(String)
    /// What came is not HTTP.
    case badAnswer(String)
    /// What came is not in the encoding that it claims, such as gzip.
    case wrongEncoding(String)
    case emptyBody
    case fileMissing(String)
    case fileNotRead(String)
    case cancelled
    /// The fetcher was closed.
    case closed
    case other(String)
}

extension FetchError {
    package var kind: FeedFailure.Kind {
        switch self {
        case .nameNotResolved: .dns
        case .notConnected, .brokenOff: .connect
        case .tls: .tls
        case .timedOut, .tooSlow: .timeout
        case .refused(let status, _): status == 410 ? .gone : .status
        case .challenged: .blockedPage
        case .tooManyRedirects, .redirectRefused: .redirect
        case .schemeNotAllowed, .addressRefused: .forbidden
        case .bodyTooLarge, .headersTooLarge, .tooMuchAtOnce: .tooLarge
        case .emptyBody: .empty
        case .fileMissing, .fileNotRead: .missing
        case .badRequest, .badAnswer, .wrongEncoding, .cancelled, .closed, .other: .other
        }
    }

    /// The `Retry-After` header, as the server wrote it.
    package var retryAfter: String? {
        switch self {
        case .refused(_, let retryAfter), .challenged(_, let retryAfter): retryAfter
        default: nil
        }
    }

    /// Whether the server says that it is asked too much; its whole host should then be asked less.
    package var asksForPatience: Bool { status == 429 || status == 503 }

    /// The HTTP status, if the server answered with one that is a failure.
    package var status: Int? {
        switch self {
        case .refused(let status, _), .challenged(let status, _): status
        default: nil
        }
    }
}

extension FetchError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badRequest(let reason): "the address cannot be asked: \(reason)"
        case .schemeNotAllowed(let url): "'\(url)' is not allowed; a feed's address begins with http: or https:"
        case .addressRefused(let address):
            "\(address) is a private or reserved address; set fetch.private_addresses to allow if it is meant"
        case .nameNotResolved(let detail): "the host's name was not found (\(detail))"
        case .notConnected(let detail): "no connection (\(detail))"
        case .tls(let detail): "no secure connection (\(detail))"
        case .timedOut(let limit): "no complete answer within \(limit.components.seconds) s"
        case .tooSlow(let rate): "the answer came at less than \(rate) bytes a second"
        case .refused(let status, _): "the server answered \(status)\(Self.meaning(of: status))"
        case .challenged(let status, _): "the server answered \(status) with a test for browsers instead of the feed"
        case .tooManyRedirects(let limit): "more than \(limit) redirects"
        case .redirectRefused(let target): "redirected to where a feed may not lead (\(target))"
        case .bodyTooLarge(let limit): "the document is larger than fetch.body_limit (\(limit) bytes)"
        case .headersTooLarge: "the answer's headers have no end"
        case .tooMuchAtOnce: "too many large documents came at the same time; it will be asked for again"
        case .brokenOff(let detail): "the connection broke off (\(detail))"
        case .badAnswer(let detail), .wrongEncoding(let detail): "the answer cannot be read (\(detail))"
        case .emptyBody: "the answer is empty"
        case .fileMissing(let path): "there is no file \(path)"
        case .fileNotRead(let detail): "the file cannot be read (\(detail))"
        case .cancelled: "cancelled"
        case .closed: "the program is stopping"
        case .other(let detail): detail
        }
    }

    private static func meaning(of status: Int) -> String {
        switch status {
        case 304: " to a question that was not conditional"
        case 401: " (a password is needed)"
        case 403: " (forbidden)"
        case 404: " (not found)"
        case 410: " (gone)"
        case 429: " (too many requests)"
        case 500...599: " (the server is in trouble)"
        default: ""
        }
    }
}
