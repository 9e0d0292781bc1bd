/// What a server gave to ask "has it changed?" with, kept byte for byte.
///
/// Never empty: a server that sent neither has no validators at all (`nil`).
/// Source: RFC 9110 §8.8.
package struct Validators: Hashable, Sendable {
    package let etag: String?
    package let lastModified: String?

    package init?(etag: String?, lastModified: String?) {
        guard etag != nil || lastModified != nil else { return nil }
        self.etag = etag
        self.lastModified = lastModified
    }
}
