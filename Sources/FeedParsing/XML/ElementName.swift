/// The vocabularies that feeds are written in.
///
/// Publishers misspell namespace URIs (`https:` for `http:`, no final slash, capitals), so a URI is compared by what
/// is left of it after those; a prefix that is bound to nothing, or to something unknown, is taken at its usual word.
enum Namespace: UInt8 {
    /// None, or one of RSS's own.
    case rss
    case atom, rdf, dublinCore, content, media, itunes, syndication, xhtml, sitemap, news
    /// Anything else.
    case other

    init(uri: String?, prefix: String?) {
        if let uri, let known = Self.asSpecified[uri] ?? Self.byURI[Self.essence(of: uri)] {
            self = known
        } else if let prefix {
            self = Self.byPrefix[prefix.lowercased()] ?? .other
        } else if let uri, !uri.isEmpty {
            self = Self.isRSS(uri) ? .rss : .other
        } else {
            self = .rss
        }
    }

    private static func essence(of uri: String) -> Substring {
        var rest = Substring(uri.lowercased())
        for start in ["http://", "https://", "www."] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
        while let last = rest.last, last == "/" || last == "#" { rest = rest.dropLast() }
        return rest
    }

    /// Default namespaces that were once given to RSS 0.9x and 2.0.
    private static func isRSS(_ uri: String) -> Bool {
        let essence = essence(of: uri)
        return essence.contains("rss") || essence.contains("netscape") || essence.contains("userland")
    }

    /// The URIs of most feeds, letter for letter.
    private static let asSpecified: [String: Namespace] = [
        "http://www.w3.org/2005/Atom": .atom, "http://purl.org/dc/elements/1.1/": .dublinCore,
        "http://purl.org/rss/1.0/modules/content/": .content, "http://search.yahoo.com/mrss/": .media,
        "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes, "http://purl.org/rss/1.0/": .rss,
        "http://www.w3.org/1999/xhtml": .xhtml, "http://purl.org/rss/1.0/modules/syndication/": .syndication,
    ]

    private static let byURI: [Substring: Namespace] = [
        "purl.org/rss/1.0": .rss, "my.netscape.com/rdf/simple/0.9": .rss, "channel.netscape.com/rdf/simple/0.9": .rss,
        "backend.userland.com/rss": .rss, "backend.userland.com/rss2": .rss, "blogs.law.harvard.edu/tech/rss": .rss,
        "my.netscape.com/publish/formats/rss-0.91.dtd": .rss,
        "w3.org/2005/atom": .atom, "purl.org/atom/ns": .atom, "purl.org/atom": .atom,
        "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
        "purl.org/dc/elements/1.1": .dublinCore, "purl.org/dc/elements/1.0": .dublinCore,
        "purl.org/dc/terms": .dublinCore, "purl.org/metadata/dublin_core": .dublinCore,
        "purl.org/rss/1.0/modules/content": .content,
        "search.yahoo.com/mrss": .media, "video.search.yahoo.com/mrss": .media,
        "itunes.com/dtds/podcast-1.0.dtd": .itunes, "example.com/dtds/podcast-1.0.dtd": .itunes,
        "google.com/schemas/play-podcasts/1.0": .itunes,
        "purl.org/rss/1.0/modules/syndication": .syndication, "purl.org/net/rss1.1/syndication": .syndication,
        "w3.org/1999/xhtml": .xhtml,
        "sitemaps.org/schemas/sitemap/0.9": .sitemap, "google.com/schemas/sitemap/0.84": .sitemap,
        "google.com/schemas/sitemap-news/0.9": .news,
    ]

    private static let byPrefix: [String: Namespace] = [
        "rss": .rss, "atom": .atom, "atom10": .atom, "a10": .atom, "rdf": .rdf, "dc": .dublinCore,
        "dcterms": .dublinCore, "content": .content, "media": .media, "itunes": .itunes, "sy": .syndication,
        "syn": .syndication, "xhtml": .xhtml, "news": .news, "googleplay": .itunes,
    ]
}

/// The local names that mean something to us, whatever their case.
enum LocalName: String, CaseIterable {
    // Documents and their parts.
    case rss, rdf, feed, channel, item, entry, urlset, url, source, image, textinput, group, cloud
    // Texts.
    case title, subtitle, tagline, description, summary, content, encoded, fullitem, body, div, abstract, name
    case keywords
    // Links and identity.
    case link, guid, id, loc, enclosure
    // Dates.
    case pubdate, published
    case publicationdate = "publication_date"
    case issued, created, updated, modified
    case lastbuilddate, lastmod, date
    // People, subjects, language.
    case author, creator, managingeditor, email, uri
    case category, categories, tags, subject, language, news
    // How often to ask.
    case ttl, skiphours, skipdays, hour, day, updateperiod, updatefrequency
    // Anything else.
    case unknown

    init(_ text: String) { self = Self.byName[text.lowercased()] ?? .unknown }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// An element's name, as the formats' vocabularies switch over it.
struct ElementName {
    var namespace: Namespace
    var local: LocalName
}
