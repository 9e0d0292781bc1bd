import NewsModel

/// The fields of an article as UTF-8 where they lie; valid no longer than the call that hands them out.
package struct ArticleBytes {
    let title: UnsafeBufferPointer<UInt8>
    let summary: UnsafeBufferPointer<UInt8>
    let body: UnsafeBufferPointer<UInt8>

    /// An article of one field.
    package init(body: UnsafeBufferPointer<UInt8>) {
        self.init(
            title: UnsafeBufferPointer(start: nil, count: 0), summary: UnsafeBufferPointer(start: nil, count: 0),
            body: body)
    }

    fileprivate init(
        title: UnsafeBufferPointer<UInt8>, summary: UnsafeBufferPointer<UInt8>, body: UnsafeBufferPointer<UInt8>
    ) {
        self.title = title
        self.summary = summary
        self.body = body
    }

    subscript(field: ArticleField) -> UnsafeBufferPointer<UInt8> {
        switch field {
        case .title: title
        case .summary: summary
        case .body: body
        }
    }
}

extension ArticleText {
    func withBytes<Result>(_ read: (ArticleBytes) -> Result) -> Result {
        var (title, summary, body) = (title, summary, body)
        return title.withUTF8 { title in
            summary.withUTF8 { summary in
                body.withUTF8 { body in read(ArticleBytes(title: title, summary: summary, body: body)) }
            }
        }
    }
}
