import CLibXML2

/// One pass of libxml2's HTML parser, which gives the text.
final class HTMLReader {
    /// No text of a feed is this long; what lies beyond is left out.
    private static let sizeLimit = 4 << 20
    /// Elements open at a time.
    private static let depthLimit: Int32 = 256
    private static let piece = 2048

    private var text: [UInt8] = []
    /// How many elements are open whose text is no reading matter.
    private var hidden = 0
    private var owesSpace = false
    private var owesLine = false

    static func text(of html: String) -> String {
        _ = libxml2IsReady
        let reader = HTMLReader()
        var html = html
        html.withUTF8 { bytes in
            withExtendedLifetime(reader) { reader.read(UnsafeBufferPointer(rebasing: bytes.prefix(sizeLimit))) }
        }
        return String(decoding: reader.text, as: UTF8.self)
    }

    /// Reads in pieces, and starts a new parser where too many elements stay open.
    ///
    /// Each end tag makes libxml2 look through all open elements, so nesting without end would cost the square of the
    /// text's length.
    private func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        text.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            hidden = 0
            index += readNested(UnsafeBufferPointer(rebasing: bytes[index...]))
        }
    }

    /// - Returns: How many bytes were read before too many elements were open, or all.
    private func readNested(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var handler = Self.handler
        let user = Unmanaged.passUnretained(self).toOpaque()
        guard let context = htmlCreatePushParserCtxt(&handler, user, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
            return bytes.count
        }
        defer {
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            htmlFreeParserCtxt(context)
        }
        let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
        htmlCtxtUseOptions(context, Int32(options | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
        var index = 0
        bytes.withMemoryRebound(to: CChar.self) { bytes in
            while index < bytes.count, context.pointee.nameNr <= Self.depthLimit {
                let length = length(ofPieceAt: index, bytes)
                htmlParseChunk(context, bytes.baseAddress?.advanced(by: index), Int32(length), 0)
                index += length
            }
            htmlParseChunk(context, nil, 0, 1)
        }
        return index
    }

    /// Pieces end before a tag where they can, so that a new parser never starts inside one.
    private func length(ofPieceAt start: Int, _ bytes: UnsafeBufferPointer<CChar>) -> Int {
        let piece = bytes[start...].prefix(Self.piece)
        guard piece.endIndex < bytes.count, let tag = piece.lastIndex(of: CChar(UInt8(ascii: "<"))), tag > start else {
            return piece.count
        }
        return tag - start
    }

    private static func of(_ user: UnsafeMutableRawPointer?) -> HTMLReader? {
        user.map { Unmanaged<HTMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static var handler: htmlSAXHandler {
        var handler = htmlSAXHandler()
        handler.startElement = { user, name, _ in
            guard let name else { return }
            HTMLReader.of(user)?.start(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))))
        }
        handler.endElement = { user, name in
            guard let name else { return }
            HTMLReader.of(user)?.end(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))))
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            HTMLReader.of(user)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.characters = characters
        handler.ignorableWhitespace = characters
        // The text of scripts and styles comes as CDATA.
        handler.cdataBlock = { _, _, _ in }
        return handler
    }

    private func start(_ name: UnsafeBufferPointer<UInt8>) {
        switch HTMLElement(name) {
        case .hidden: hidden += 1
        case .block: owesLine = true
        case .cell: owesSpace = true
        case .inline: break
        }
    }

    private func end(_ name: UnsafeBufferPointer<UInt8>) {
        switch HTMLElement(name) {
        case .hidden: hidden = max(0, hidden - 1)
        case .block: owesLine = true
        case .cell: owesSpace = true
        case .inline: break
        }
    }

    private func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0 else { return }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isSpace {
                owesSpace = true
                index += 1
            } else if byte < 0x20 || byte == 0x7F {
                index += 1
            } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA1 || bytes[index + 1] == 0xAD {
                unusual(bytes[index + 1])
                index += 2
            } else {
                payDebts()
                text.append(byte)
                index += 1
            }
        }
    }

    /// U+0080...U+00A0 and the soft hyphen, by their second byte.
    private func unusual(_ byte: UInt8) {
        if byte == 0xA0 {
            owesSpace = true
        } else if byte != 0xAD, let meant = CharacterReference.numbered(UInt32(byte)), meant.value > 0x9F {
            payDebts()
            text.append(contentsOf: String(meant).utf8)
        }
    }

    private func payDebts() {
        if text.isEmpty {
            (owesLine, owesSpace) = (false, false)
        } else if owesLine {
            text.append(0x0A)
        } else if owesSpace {
            text.append(0x20)
        }
        (owesLine, owesSpace) = (false, false)
    }
}

/// What an element means for the text around it.
enum HTMLElement {
    case block, cell, inline
    /// Its text is not for reading.
    case hidden

    init(_ name: UnsafeBufferPointer<UInt8>) {
        guard name.count <= 10 else {
            self = .inline
            return
        }
        self = Self.kinds[String(decoding: name, as: UTF8.self).lowercased()] ?? .inline
    }

    private static let kinds: [String: HTMLElement] = {
        var kinds: [String: HTMLElement] = [:]
        for name in [
            "p", "div", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table",
            "tr",
            "caption", "blockquote", "pre", "address", "article", "aside", "section", "header", "footer", "main", "nav",
            "figure", "figcaption", "details", "summary", "form", "fieldset", "center", "body", "thead", "tbody",
            "tfoot",
        ] { kinds[name] = .block }
        for name in ["td", "th", "option"] { kinds[name] = .cell }
        for name in [
            "script", "style", "noscript", "template", "iframe", "object", "applet", "svg", "math", "head", "title",
            "select", "textarea", "button", "audio", "video", "canvas", "noembed", "noframes",
        ] { kinds[name] = .hidden }
        return kinds
    }()
}
