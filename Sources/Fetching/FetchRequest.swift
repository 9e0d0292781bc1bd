package import NewsModel

/// One conditional GET.
package struct FetchRequest: Sendable, Hashable {
    package var url: String
    /// What the last answer gave to ask "has it changed?" with; `nil` asks for the whole document.
    package var validators: Validators?
    /// For the whole transfer, from name resolution to the last byte, redirects included.
    package var timeout: Duration
    /// Of the body after decompression.
    package var bodyLimitBytes: Int
    /// Whether `url` may be a `file:` URL; a redirect never leads to one.
    package var allowsFile: Bool
    /// Certificates in PEM form to trust instead of the system's; `nil` trusts the system's.
    package var certificateFile: String?
    /// The `Authorization` header; never sent on to another host.
    package var authorization: String?
    /// The address of a proxy, as libcurl takes it; `nil` is a direct connection whatever the environment says.
    package var proxy: String?
    /// Asks for the bare document and takes what comes as it is; for servers that name an encoding they did not use.
    var isWithoutEncodings = false

    package init(
        url: String,
        validators: Validators?,
        timeout: Duration,
        bodyLimitBytes: Int,
        allowsFile: Bool = false,
        certificateFile: String? = nil,
        authorization: String? = nil,
        proxy: String? = nil
    ) {
        self.url = url
        self.validators = validators
        self.timeout = timeout
        self.bodyLimitBytes = bodyLimitBytes
        self.allowsFile = allowsFile
        self.certificateFile = certificateFile
        self.authorization = authorization
        self.proxy = proxy
    }
}

/// One POST, for webhooks, whose redirects are not followed.
package struct PostRequest: Sendable, Hashable {
    package struct Header: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var url: String
    package var headers: [Header]
    package var body: [UInt8]
    package var timeout: Duration

    package init(url: String, headers: [Header], body: [UInt8], timeout: Duration) {
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}
