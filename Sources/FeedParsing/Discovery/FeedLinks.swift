/// Where a web page says that its feeds are.
package enum FeedLinks {
    /// The feeds that a page names, in its order, each address once.
    ///
    /// First what `<link rel="alternate">` announces, then links in the text whose address looks like a feed's.
    /// Source: RSS Advisory Board, "RSS Autodiscovery".
    ///
    /// - Parameter url: The page's address, against which relative links are resolved (a `<base>` wins).
    package static func links(inPage bytes: [UInt8], url: String) -> [String] {
        let text = (try? DocumentText(bytes, charset: nil, setting: nil))?.utf8 ?? bytes
        return text.withUnsafeBufferPointer { bytes in
            var scanner = TagScanner(bytes, opaque: [("script", "</script"), ("style", "</style")])
            var found = Found(base: url)
            while let next = scanner.next() {
                if case .start(let tag) = next { found.visit(tag) }
            }
            return found.links
        }
    }

    /// News sitemaps that a robots.txt names, as far as their address tells them from the others.
    package static func newsSitemaps(inRobots text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmingSpaces() }
            guard parts.count == 2, parts[0].lowercased() == "sitemap", parts[1].lowercased().contains("news") else {
                return nil
            }
            return parts[1]
        }
    }

    /// Where feeds are found on sites that do not say so, the likeliest first.
    package static let commonPaths = [
        "/feed", "/rss", "/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds/all.rss",
    ]
}

private struct Found {
    private static let types: Set<String> = [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
        // JSON Feed 1.0 announced itself so.
        "application/json",
    ]
    /// A page with more is no list of feeds that anybody wants to try.
    private static let limit = 50

    private var base: String
    private var hasOwnBase = false
    private var announced: [String] = []
    private var mentioned: [String] = []

    init(base: String) { self.base = base }

    var links: [String] {
        var seen: Set<String> = []
        return (announced + mentioned).filter { seen.insert($0).inserted }
    }

    mutating func visit(_ tag: StartTag) {
        func value(_ name: StaticString) -> String? {
            let text = tag.value(of: name)?.trimmingSpaces() ?? ""
            return text.isEmpty ? nil : text
        }
        if tag.isNamed("base") {
            // The first counts (HTML, section 4.2.3); one after another each would hold all before it.
            guard !hasOwnBase, let href = value("href") else { return }
            hasOwnBase = true
            base = LinkResolver.base(Link.resolve(href, against: base)) ?? base
        } else if tag.isNamed("link") {
            let relations = (value("rel") ?? "").lowercased().split(whereSeparator: \.isWhitespace)
            // Without parameters such as "; charset=utf-8".
            let type = (value("type") ?? "").lowercased().prefix { $0 != ";" }.trimmingSpaces()
            guard announced.count < Self.limit, relations.contains("alternate"), Self.types.contains(type),
                let href = value("href")
            else { return }
            announced.append(Link.resolve(href, against: base))
        } else if tag.isNamed("a") {
            guard mentioned.count < Self.limit, let href = value("href"), looksLikeFeed(href) else { return }
            mentioned.append(Link.resolve(href, against: base))
        }
    }

    /// Whether the last part of the path, or the query, speaks of a feed.
    private func looksLikeFeed(_ href: String) -> Bool {
        guard !href.hasPrefix("#"), !href.lowercased().hasPrefix("javascript:") else { return false }
        let last = href.lowercased().split(separator: "/").last.map(String.init) ?? ""
        let endings = [".rss", ".rdf", ".atom", "rss.xml", "atom.xml", "feed.xml", "feed.json"]
        return ["rss", "feed", "atom"].contains(last) || endings.contains { last.hasSuffix($0) }
            || last.contains("format=rss") || last.contains("feed=rss")
    }
}
