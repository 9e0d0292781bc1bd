package import NewsModel

/// What a server answered to a GET, when it answered as asked.
package struct FetchAnswer: Sendable, Hashable {
    package enum Body: Sendable, Hashable {
        /// The server says that the document is the one that the validators stand for.
        case unchanged
        /// The document, decompressed; never empty.
        case content([UInt8])
    }

    package var body: Body
    package var status: Int
    /// Where the answer came from, after all redirects.
    package var finalURL: String
    /// Where an unbroken chain of permanent redirects (301, 308) from the first hop on led; `nil` without one.
    package var permanentURL: String?
    /// What to ask with next time, byte for byte as the server wrote it.
    ///
    /// Of a whole document: only what came with it. Of an unchanged one: what was sent, each part replaced by what this
    /// answer holds. Source: RFC 9110 section 15.4.5, RFC 9111 section 4.3.4.
    package var validators: Validators?
    package var contentType: String?
    package var cacheControl: String?
    package var expires: String?
    package var date: String?
    package var retryAfter: String?
}

/// What a server answered to a POST, whatever its status.
package struct PostAnswer: Sendable, Hashable {
    package var status: Int
    package var retryAfter: String?
    /// The first KiB.
    package var body: [UInt8]

    package init(status: Int, retryAfter: String? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}
