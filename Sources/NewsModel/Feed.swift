/// A feed as the settings describe it.
package struct Feed: Hashable, Sendable {
    /// Unique among the feeds; what every output calls `feed`.
    package var name: String
    /// `http:`, `https:` or `file:`.
    package var url: String
    /// BCP 47; used where the feed or the entry names none.
    package var language: String?
    package var group: String?
    /// The interval asked for by the user; it wins over the learnt one.
    package var interval: Duration?
    package var enabled: Bool
    /// The character encoding to use whatever the feed says, as iconv names it.
    package var encoding: String?
    /// The IANA zone of dates that carry none; UTC otherwise.
    package var timeZone: String?
    /// The path of certificates in PEM form to trust instead of the system's.
    package var certificateFile: String?
    /// How the feed is reached where it is not reached as the others are.
    package var proxy: Proxy?

    package init(
        name: String,
        url: String,
        language: String? = nil,
        group: String? = nil,
        interval: Duration? = nil,
        enabled: Bool = true,
        encoding: String? = nil,
        timeZone: String? = nil,
        certificateFile: String? = nil,
        proxy: Proxy? = nil
    ) {
        self.name = name
        self.url = url
        self.language = language
        self.group = group
        self.interval = interval
        self.enabled = enabled
        self.encoding = encoding
        self.timeZone = timeZone
        self.certificateFile = certificateFile
        self.proxy = proxy
    }
}
