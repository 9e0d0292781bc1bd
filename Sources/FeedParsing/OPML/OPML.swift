/// Feed lists as other readers write and read them.
///
/// Source: OPML 2.0. An `outline` with `xmlUrl` is a feed; one without is a group for those below it.
package enum OPML {
    package struct Outline: Hashable, Sendable {
        package var title: String
        package var url: String
        package var homePageURL: String?
        package var language: String?
        /// The nearest group's title.
        package var group: String?

        package init(
            title: String, url: String, homePageURL: String? = nil, language: String? = nil, group: String? = nil
        ) {
            self.title = title
            self.url = url
            self.homePageURL = homePageURL
            self.language = language
            self.group = group
        }
    }

    /// The feeds of a list, in its order; `nil` when the bytes are no OPML.
    ///
    /// Ill-formed lists give what can be had.
    package static func outlines(in bytes: [UInt8]) -> [Outline]? {
        guard let text = try? DocumentText(bytes, charset: nil, setting: nil) else { return nil }
        return text.utf8.withUnsafeBufferPointer { bytes in
            let prolog = Prolog(bytes)
            guard let start = prolog.rootStart, prolog.rootName.lowercased() == "opml" else { return nil }
            return outlines(in: bytes, from: start, prolog.entities)
        }
    }

    private static func outlines(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ entities: [String: String]
    ) -> [Outline] {
        var scanner = TagScanner(bytes, from: start)
        var outlines: [Outline] = []
        // Of the outlines that are open, the outermost first: the group of what stands in them.
        var groups: [String?] = []
        while let next = scanner.next() {
            switch next {
            case .start(let tag) where tag.isNamed("outline"):
                let group = groups.last ?? nil
                func value(_ name: StaticString) -> String? { tag.value(of: name, entities: entities) }
                let title = value("title") ?? value("text")
                let url = value("xmlurl") ?? ""
                if !url.isEmpty {
                    outlines.append(
                        Outline(
                            title: title ?? url, url: url, homePageURL: value("htmlurl"), language: value("language"),
                            group: group))
                }
                if !tag.isEmpty { groups.append(url.isEmpty ? title ?? group : group) }
            case .end(let name) where bytes.spell("outline", name): _ = groups.popLast()
            default: continue
            }
        }
        return outlines
    }
}

extension OPML {
    /// A list as OPML 2.0, with one outline a group.
    package static func document(title: String, _ outlines: [Outline]) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head><title>\(escaped(title))</title></head>
              <body>

            """
        var groups: [String?] = []
        for outline in outlines where !groups.contains(outline.group) { groups.append(outline.group) }
        for group in groups {
            let indent = group == nil ? "    " : "      "
            if let group { text += "    <outline text=\"\(escaped(group))\" title=\"\(escaped(group))\">\n" }
            for outline in outlines where outline.group == group {
                text += indent + element(outline) + "\n"
            }
            if group != nil { text += "    </outline>\n" }
        }
        return text + "  </body>\n</opml>\n"
    }

    private static func element(_ outline: Outline) -> String {
        var attributes = [
            ("type", "rss"), ("text", outline.title), ("title", outline.title), ("xmlUrl", outline.url),
        ]
        if let page = outline.homePageURL { attributes.append(("htmlUrl", page)) }
        if let language = outline.language { attributes.append(("language", language)) }
        return "<outline " + attributes.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: " ") + "/>"
    }

    /// Escaped for an attribute or a text; characters that XML 1.0 forbids are left out.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t", "\r": result += " "
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
