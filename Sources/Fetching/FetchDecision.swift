import NewsModel

extension FetchAnswer {
    /// Decides whether an answer is the document asked for, the word that it is unchanged, or a failure.
    init(_ answer: RawAnswer, to request: FetchRequest) throws(FetchError) {
        let head = answer.head
        let fresh = Validators(etag: head.etag, lastModified: head.lastModified)
        guard !head.isChallenge else { throw .challenged(status: head.status, retryAfter: head.retryAfter) }
        switch head.status {
        case 200, 203:
            guard !ChallengePage.isOne(answer.body) else {
                throw .challenged(status: head.status, retryAfter: head.retryAfter)
            }
            guard !answer.body.isEmpty else { throw .emptyBody }
            body = .content(answer.body)
            validators = fresh
        case 204: throw .emptyBody
        case 304:
            // Without a question that was conditional there is no document that it could be the same as.
            guard let sent = request.validators?.sendable else { throw .refused(status: 304, retryAfter: nil) }
            body = .unchanged
            validators = Validators(
                etag: fresh?.etag ?? sent.etag,
                lastModified: fresh?.lastModified ?? sent.lastModified
            )
        default: throw .refused(status: head.status, retryAfter: head.retryAfter)
        }
        status = head.status
        finalURL = answer.finalURL
        permanentURL = answer.permanentURL
        contentType = head.contentType
        cacheControl = head.cacheControl
        expires = head.expires
        date = head.date
        retryAfter = head.retryAfter
    }
}

extension Validators {
    /// Those that can stand in a header; `nil` when none can.
    var sendable: Validators? {
        Validators(
            etag: etag.flatMap { HeaderValue.isSendable($0) ? $0 : nil },
            lastModified: lastModified.flatMap { HeaderValue.isSendable($0) ? $0 : nil }
        )
    }
}
