import NewsModel

extension FeedBuilder {
    /// What an element is for, by its vocabulary and where it stands.
    ///
    /// Publishers mix vocabularies freely, so each is understood in every format.
    mutating func role(of name: ElementName, _ attributes: Attributes) -> Role {
        if scope == .document { return rootRole(name, attributes) }
        if scope == .person { return personRole(name.local) }
        switch name.namespace {
        // RDF's description says what a thing is, not what an entry says.
        case .rdf where name.local == .description: return .ignored
        case .rss, .rdf: return isAtom ? atomRole(name.local, attributes) : rssRole(name.local, attributes)
        case .atom: return atomRole(name.local, attributes)
        case .dublinCore: return dublinCoreRole(name.local)
        case .content: return name.local == .encoded ? .text(.content(rank: 0), .html) : .transparent
        case .media: return mediaRole(name.local, attributes)
        case .itunes: return itunesRole(name.local, attributes)
        case .syndication: return syndicationRole(name.local)
        case .xhtml: return name.local == .body || name.local == .div ? .text(.content(rank: 2), .markup) : .ignored
        case .sitemap, .news: return sitemapRole(name)
        case .other: return .ignored
        }
    }

    var isAtom: Bool { feed.format == .atom10 || feed.format == .atom03 }

    private mutating func rootRole(_ name: ElementName, _ attributes: Attributes) -> Role {
        switch name.local {
        case .rss:
            feed.format = rssFormat(attributes["version"])
            feed.language.offer(inheritedLanguage, rank: 2)
            return .scope(.feed)
        case .rdf:
            feed.format = attributes.defaultNamespace?.contains("netscape") == true ? .rss090 : .rss10
            return .scope(.feed)
        case .channel:
            feed.format = feed.format ?? .rss20
            takeChannelAttributes(attributes)
            return .scope(.feed)
        case .feed:
            let isOld = attributes["version"]?.hasPrefix("0.") ?? false
            let hasOldName = attributes.defaultNamespace?.contains("purl.org/atom") ?? false
            feed.format = isOld || hasOldName ? .atom03 : .atom10
            return openAtomFeed(name, attributes)
        case .entry:
            feed.format = .atom10
            return .scope(.entry)
        case .item:
            feed.format = .rss20
            return .scope(.entry)
        case .urlset:
            feed.format = .newsSitemap
            return .scope(.feed)
        default: return .transparent
        }
    }

    private func personRole(_ name: LocalName) -> Role {
        switch name {
        case .name: .text(.personName, .maybeHTML)
        case .email: .text(.personEmail, .plain)
        default: .ignored
        }
    }

    private func dublinCoreRole(_ name: LocalName) -> Role {
        switch name {
        case .title: .text(.title(rank: 2), .maybeHTML)
        case .description, .abstract: .text(.summary(rank: 3), .html)
        case .creator, .author: .text(.author(rank: 0), .maybeHTML)
        case .subject: .text(.category, .maybeHTML)
        case .date: .text(.date(rank: 3), .plain)
        case .created: .text(.published(rank: 4), .plain)
        case .issued: .text(.published(rank: 2), .plain)
        case .modified: .text(.modified(rank: 2), .plain)
        case .language: .text(.language(rank: 1), .plain)
        default: .ignored
        }
    }

    private mutating func mediaRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .group: return .transparent
        case .content:
            takeEnclosure(url: attributes["url"], type: attributes["type"], length: attributes["filesize"])
            return .transparent
        case .title: return entry == nil ? .ignored : .text(.title(rank: 5), .maybeHTML)
        case .description: return entry == nil ? .ignored : .text(.summary(rank: 6), .html)
        case .category: return .text(.category, .maybeHTML)
        case .keywords: return .text(.keywords, .plain)
        default: return .ignored
        }
    }

    private mutating func itunesRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .title: return .text(.title(rank: 4), .maybeHTML)
        case .summary: return .text(.summary(rank: 4), .html)
        case .subtitle: return entry == nil ? .ignored : .text(.summary(rank: 5), .html)
        case .author: return .text(.author(rank: 1), .maybeHTML)
        case .keywords: return .text(.keywords, .plain)
        case .category:
            entry?.addCategory(attributes["text"])
            return .transparent
        default: return .ignored
        }
    }

    private func syndicationRole(_ name: LocalName) -> Role {
        switch name {
        case .updateperiod: .text(.updatePeriod, .plain)
        case .updatefrequency: .text(.updateFrequency, .plain)
        default: .ignored
        }
    }
}
