import CLibXML2

/// HTML as plain text.
package enum PlainText {
    /// The text of HTML, paragraphs and other blocks on lines of their own.
    ///
    /// Scripts, styles, trackers and control characters are gone, references are decoded, white space is folded. A
    /// text without mark-up passes as it is but for the white space, and keeps its lines.
    package static func text(html written: String) -> String {
        let html = withoutSectionMarks(written)
        guard holdsMarkup(html) else { return lines(CharacterReference.resolvingAll(in: html)) }
        return HTMLReader.text(of: html)
    }

    /// One line of text from HTML.
    ///
    /// - Parameter isAnnounced: The document says that it is HTML, so that elements nobody knows are elements, too.
    static func line(html written: String, isAnnounced: Bool = false) -> String {
        let html = withoutSectionMarks(written)
        guard html.utf8.contains(UInt8(ascii: "<")), holdsMarkup(html, ofAnyName: isAnnounced) else {
            return CharacterReference.resolvingAll(in: html)
        }
        return HTMLReader.text(of: html)
    }

    /// Without the marks of CDATA sections that were escaped along with their text; HTML would take all of it for a
    /// comment.
    private static func withoutSectionMarks(_ html: String) -> String {
        var html = html
        guard html.withUTF8({ $0.position(of: "<![cdata[", from: 0) != nil }) else { return html }
        return html.replacing("<![CDATA[", with: "").replacing("]]>", with: "")
    }

    /// One line of text from what is plain text in most feeds and HTML in some.
    static func line(maybeHTML text: String) -> String {
        var text = text
        let isPlain = text.withUTF8 { bytes in
            bytes.firstPosition(of: UInt8(ascii: "<"), from: 0) == nil
                && bytes.firstPosition(of: UInt8(ascii: "&"), from: 0) == nil
        }
        guard !isPlain else { return text }
        return line(html: text)
    }

    /// Each run of white space as one space, none at the ends, no control characters.
    static func folded(_ text: String) -> String {
        var previous: UInt8 = 0x20
        var isFolded = true
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x7F || (byte == 0x20 && previous == 0x20) {
                isFolded = false
                break
            }
            previous = byte
        }
        if isFolded, previous != 0x20 || text.isEmpty { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte.isSpace {
                if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
            } else if byte >= 0x20, byte != 0x7F {
                bytes.append(byte)
            }
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a tag of HTML or a comment stands in the text; `a < b` and `x<y` are none.
    static func holdsMarkup(_ text: String, ofAnyName: Bool = false) -> Bool {
        func belongsToName(_ byte: UInt8) -> Bool {
            byte.isASCIILetter || byte.isDigit || (ofAnyName && byte == UInt8(ascii: "-"))
        }
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index + 2 < bytes.count {
                guard bytes[index] == UInt8(ascii: "<") else {
                    index += 1
                    continue
                }
                if bytes.spells("<!--", at: index) { return true }
                index += bytes[index + 1] == UInt8(ascii: "/") ? 2 : 1
                let start = index
                while index < bytes.count, belongsToName(bytes[index]) { index += 1 }
                guard index > start, index - start <= 12, index < bytes.count, bytes[start].isASCIILetter else {
                    continue
                }
                let isEnded =
                    bytes[index].isSpace || bytes[index] == UInt8(ascii: ">") || bytes[index] == UInt8(ascii: "/")
                guard isEnded else { continue }
                if ofAnyName || isElement(String(decoding: bytes[start..<index], as: UTF8.self).lowercased()) {
                    return true
                }
            }
            return false
        }
    }

    private static func isElement(_ name: String) -> Bool { htmlTagLookup(name) != nil || newerElements.contains(name) }

    /// Elements of HTML 5 that libxml2's table lacks.
    private static let newerElements: Set<String> = [
        "article", "aside", "audio", "canvas", "details", "figcaption", "figure", "footer", "header", "main", "mark",
        "nav", "picture", "section", "source", "summary", "svg", "template", "time", "video", "wbr",
    ]

    /// Lines that are not empty, each folded.
    private static func lines(_ written: String) -> String {
        var text = written
        // The space that does not break and the hyphen that does not show.
        if text.utf8.contains(0xC2) { text = text.replacing("\u{A0}", with: " ").replacing("\u{AD}", with: "") }
        guard text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return folded(text) }
        return text.split(whereSeparator: \.isNewline).map { folded(String($0)) }.filter { !$0.isEmpty }
            .joined(separator: "\n")
    }
}
