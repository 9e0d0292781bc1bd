import NewsModel

extension FeedBuilder {
    /// Google News sitemaps: `urlset/url/news:news`.
    ///
    /// Source: https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
    mutating func sitemapRole(_ name: ElementName) -> Role {
        switch name.local {
        case .url: return entry == nil ? .scope(.entry) : .ignored
        case .loc: return .text(.link(rank: 0), .plain)
        case .lastmod: return .text(.modified(rank: 0), .plain)
        case .news:
            holdsNews = true
            return .transparent
        case .title: return .text(.title(rank: 0), .maybeHTML)
        case .publicationdate: return .text(.published(rank: 0), .plain)
        case .keywords: return .text(.keywords, .plain)
        case .language: return .text(.language(rank: 0), .plain)
        default: return name.local == .unknown ? publicationRole(name) : .ignored
        }
    }

    /// `news:publication` holds the language; other unknown elements hold nothing.
    private mutating func publicationRole(_ name: ElementName) -> Role {
        name.namespace == .news ? .transparent : .ignored
    }
}
