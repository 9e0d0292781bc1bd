import NewsModel

extension FeedBuilder {
    mutating func openAtomFeed(_ name: ElementName, _ attributes: Attributes) -> Role {
        feed.language.offer(inheritedLanguage, rank: 2)
        return .scope(.feed)
    }

    /// Atom 0.3 and 1.0, on their own or inside RSS.
    mutating func atomRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .entry, .item: return entry == nil ? .scope(.entry) : .transparent
        case .feed, .channel: return .transparent
        // A copied entry's own feed: nothing in it is about the entry.
        case .source:
            entry?.isCopied = true
            return .ignored
        case .title: return .text(.title(rank: isAtom ? 0 : 1), textKind(attributes, unspecified: .plain))
        case .link:
            takeAtomLink(attributes, rank: isAtom ? 0 : 2)
            // Some write the address where RSS has it.
            guard !attributes.holds("href") else { return .ignored }
            let isPage = (attributes["rel"] ?? "alternate") == "alternate"
            return isPage ? .text(.link(rank: 4), .plain) : .ignored
        case .author: return .scope(.person)
        case .category:
            entry?.addCategory(attributes["term"] ?? attributes["label"])
            return attributes["term"] == nil ? .text(.category, .plain) : .ignored
        case .updated, .modified: return .text(.modified(rank: 0), .plain)
        default: return entry != nil ? atomEntryRole(name, attributes) : .ignored
        }
    }

    private mutating func atomEntryRole(_ name: LocalName, _ attributes: Attributes) -> Role {
        switch name {
        case .id: return .text(.id(rank: isAtom ? 0 : 2), .plain)
        case .summary, .subtitle, .description, .tagline:
            return .text(.summary(rank: 1), textKind(attributes, unspecified: .escaped))
        case .content:
            if let source = attributes["src"] { offerLink(source, rank: 5) }
            return .text(.content(rank: 1), textKind(attributes, unspecified: .escaped))
        case .published, .issued: return .text(.published(rank: 0), .plain)
        case .created: return .text(.published(rank: 4), .plain)
        case .pubdate: return .text(.published(rank: 5), .plain)
        default: return .ignored
        }
    }

    mutating func takeAtomLink(_ attributes: Attributes, rank: UInt8) {
        // An empty reference means the base, which is a page only where the publisher set it.
        guard let href = attributes["href"]?.trimmingSpaces(), !href.isEmpty || hasOwnBase else { return }
        switch Relation(attributes["rel"]) {
        case .alternate:
            // Other formats of the same text are alternates too; people want the page.
            let isPage = attributes.mentions("html", in: "type") ?? true
            offerLink(href, rank: isPage ? rank : rank + 3)
        case .itself:
            if entry == nil {
                let url = links.resolve(href, against: base)
                feed.feedURL.offer(url, rank: 0)
            }
        case .enclosure: takeEnclosure(url: href, type: attributes["type"], length: attributes["length"])
        case .related:
            let url = links.resolve(href, against: base)
            if entry?.externalURL == nil { entry?.externalURL = url }
        case .other: break
        }
    }

    /// What a link leads to; registered relations may be written as addresses (RFC 4287, section 4.2.7.2).
    private enum Relation {
        case alternate, itself, enclosure, related, other

        init(_ written: String?) {
            guard let written = written?.trimmingSpaces().lowercased() else {
                self = .alternate
                return
            }
            let isAddress = written.utf8.contains(UInt8(ascii: "/"))
            switch isAddress ? String(written.split(separator: "/").last ?? "") : written {
            case "alternate", "": self = .alternate
            case "self": self = .itself
            case "enclosure": self = .enclosure
            case "related": self = .related
            default: self = .other
            }
        }
    }

    /// How a text construct is written, by Atom 1.0's `type` and Atom 0.3's `type` and `mode`.
    ///
    /// Source: RFC 4287, section 3.1; the Atom Syndication Format 0.3, section 3.1.
    private func textKind(_ attributes: Attributes, unspecified: TextKind) -> TextKind {
        guard attributes.count > 0 else { return unspecified }
        let mode = attributes["mode"]?.lowercased()
        let type = attributes["type"]?.trimmingSpaces().lowercased()
        if mode == "base64" { return .base64 }
        guard let type, !type.isEmpty else {
            return mode == "escaped" ? .html : unspecified
        }
        switch type {
        case "text", "text/plain": return unspecified
        case "html", "text/html": return mode == "xml" ? .markup : .html
        case "xhtml", "application/xhtml+xml": return mode == "escaped" ? .html : .markup
        default:
            if type.hasSuffix("+xml") || type.hasSuffix("/xml") { return .markup }
            // Any other media type is base64 (RFC 4287, section 4.1.3.3).
            return type.contains("/") && !type.hasPrefix("text/") ? .base64 : unspecified
        }
    }
}
