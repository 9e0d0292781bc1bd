import CLibXML2

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
    /// Ill-formed lists give what can be had. libxml2 bounds the depth, opens nothing and expands no entity of its own.
    package static func outlines(in bytes: [UInt8]) -> [Outline]? {
        _ = libxml2IsReady
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.bindMemory(to: CChar.self).baseAddress, Int32(clamping: buffer.count), nil, nil, Int32(options))
        }
        guard let document else { return nil }
        defer { xmlFreeDoc(document) }
        guard let root = xmlDocGetRootElement(document), name(of: root) == "opml" else { return nil }
        var outlines: [Outline] = []
        collect(root, group: nil, into: &outlines)
        return outlines
    }

    private static func collect(_ element: xmlNodePtr, group: String?, into outlines: inout [Outline]) {
        var child = element.pointee.children
        while let node = child {
            child = node.pointee.next
            guard node.pointee.type == XML_ELEMENT_NODE else { continue }
            guard name(of: node) == "outline" else {
                collect(node, group: group, into: &outlines)
                continue
            }
            let title = attribute("title", of: node) ?? attribute("text", of: node)
            if let url = attribute("xmlUrl", of: node) ?? attribute("xmlurl", of: node), !url.isEmpty {
                outlines.append(
                    Outline(
                        title: title ?? url, url: url, homePageURL: attribute("htmlUrl", of: node),
                        language: attribute("language", of: node), group: group))
                collect(node, group: group, into: &outlines)
            } else {
                collect(node, group: title ?? group, into: &outlines)
            }
        }
    }

    private static func name(of node: xmlNodePtr) -> String {
        node.pointee.name.map { String(cString: $0).lowercased() } ?? ""
    }

    private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
        guard let value = xmlGetNoNsProp(node, name) else { return nil }
        defer { newswatch_xml_free(value) }
        return String(cString: value)
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
