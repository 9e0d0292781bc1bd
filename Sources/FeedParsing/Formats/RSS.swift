import NewsModel

extension FeedBuilder {
    func rssFormat(_ version: String?) -> FeedFormat {
        switch version?.trimmingSpaces() {
        case "0.90": .rss090
        case "0.91": .rss091
        case "0.92": .rss092
        case "0.93": .rss093
        case "0.94": .rss094
        case "1.0": .rss10
        default: .rss20
        }
    }

    /// RSS 0.9x, 1.0 and 2.0, and CDF, whose names are the same in capitals.
    mutating func rssRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        if let common = rssContainer(name, attributes) { return common }
        return entry != nil ? rssEntryRole(name, attributes) : rssFeedRole(name, attributes)
    }

    private mutating func rssContainer(_ name: LocalName, _ attributes: Attributes) -> Role? {
        switch name {
        case .item, .entry:
            // An item within an item is a missing end tag; the mender has already closed the first.
            return entry == nil ? .scope(.entry) : .transparent
        case .channel:
            takeChannelAttributes(attributes)
            return .scope(.feed)
        case .image, .textinput, .cloud: return .ignored
        case .source: return .ignored
        default: return nil
        }
    }

    private mutating func rssFeedRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .title: .text(.title(rank: 0), .maybeHTML)
        case .link: rssLinkRole(attributes)
        case .language: .text(.language(rank: 0), .plain)
        case .lastbuilddate: .text(.modified(rank: 0), .plain)
        case .updated, .modified, .lastmod: .text(.modified(rank: 1), .plain)
        case .pubdate, .published: .text(.published(rank: 0), .plain)
        case .ttl: .text(.ttl, .plain)
        case .skiphours, .skipdays: .transparent
        case .hour: .text(.skipHour, .plain)
        case .day: .text(.skipDay, .plain)
        case .managingeditor, .author: .text(.author(rank: 0), .maybeHTML)
        default: .ignored
        }
    }

    private mutating func rssEntryRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .title: return .text(.title(rank: 0), .maybeHTML)
        case .link: return rssLinkRole(attributes)
        case .guid:
            let isPermalink = attributes["ispermalink"]?.trimmingSpaces().lowercased() != "false"
            return .text(.guid(isPermalink: isPermalink), .plain)
        case .id: return .text(.id(rank: 1), .plain)
        case .description, .abstract: return .text(.summary(rank: 0), .html)
        case .summary: return .text(.summary(rank: 2), .html)
        case .content, .encoded: return .text(.content(rank: 1), .html)
        case .fullitem: return .text(.content(rank: 3), .html)
        case .body: return .text(.content(rank: 2), .markup)
        case .pubdate, .published: return .text(.published(rank: 0), .plain)
        case .issued: return .text(.published(rank: 1), .plain)
        case .date: return .text(.date(rank: 3), .plain)
        case .created: return .text(.published(rank: 4), .plain)
        case .updated, .modified, .lastmod: return .text(.modified(rank: 1), .plain)
        case .author, .creator: return .text(.author(rank: 0), .maybeHTML)
        case .category: return .text(.category, .maybeHTML)
        case .categories: return .transparent
        case .tags: return .text(.keywords, .plain)
        case .language: return .text(.language(rank: 0), .plain)
        case .enclosure:
            takeEnclosure(url: attributes["url"], type: attributes["type"], length: attributes["length"])
            return .ignored
        default: return .ignored
        }
    }

    /// The URL is the text; where it stands in `href` the element is Atom's.
    private mutating func rssLinkRole(_ attributes: Attributes) -> Role {
        guard attributes.holds("href") else { return .text(.link(rank: 0), .plain) }
        takeAtomLink(attributes, rank: 1)
        return .text(.link(rank: 0), .plain)
    }

    mutating func takeEnclosure(url: String?, type: String?, length: String?) {
        guard entry != nil, let url = url?.trimmingSpaces(), !url.isEmpty else { return }
        let bytes = length.flatMap { Int($0.trimmingSpaces()) }.flatMap { $0 < 0 ? nil : $0 }
        let type = type?.trimmingSpaces()
        let address = links.resolve(url, against: base)
        entry?.addEnclosure(Enclosure(url: address, type: type?.isEmpty == true ? nil : type, length: bytes))
    }

    /// RSS 1.0 keeps an item's identity in `rdf:about`, CDF its address and date in attributes; Atom's entries have
    /// their language here.
    mutating func takeEntryAttributes(_ attributes: Attributes) {
        if isAtom {
            let language = inheritedLanguage
            entry?.language = language
            return
        }
        if let about = attributes["about"]?.trimmingSpaces() { entry?.id.offer(about, rank: 3) }
        if let href = attributes["href"] { offerLink(href, rank: 3) }
        if let changed = attributes["lastmod"], let date = PublishedDate(changed, timeZone: timeZone) {
            entry?.modified.offer(date.date, rank: 3)
        }
    }

    /// CDF keeps addresses, dates and the base of its entries in attributes.
    mutating func takeChannelAttributes(_ attributes: Attributes) {
        if let base = attributes["base"] { setBase(base) }
        if let href = attributes["href"] { offerLink(href, rank: 3) }
        if let changed = attributes["lastmod"], let date = PublishedDate(changed, timeZone: timeZone) {
            feed.updated.offer(date.date, rank: 3)
        }
    }
}
