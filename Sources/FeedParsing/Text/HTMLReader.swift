import CLibXML2

/// One pass of libxml2's HTML parser, which gives the text.
enum HTMLReader {
    /// No text of a feed is this long; what lies beyond is left out.
    private static let sizeLimit = 4 << 20
    /// Elements open at a time.
    private static let depthLimit: Int32 = 256
    private static let piece = 2048

    static func text(of html: String) -> String {
        _ = libxml2IsReady
        var html = html
        let bare = html.withUTF8 { BareHTML(UnsafeBufferPointer(rebasing: $0.prefix(sizeLimit))).utf8 }
        var text = VisibleText(capacity: bare.count)
        // libxml2 calls back with this pointer alone; nothing else touches the text meanwhile.
        withUnsafeMutablePointer(to: &text) { text in bare.withUnsafeBufferPointer { read($0, into: text) } }
        return String(decoding: text.utf8, as: UTF8.self)
    }

    /// Reads in pieces, and starts a new parser where too many elements stay open.
    ///
    /// Each end tag makes libxml2 look through all open elements, so nesting without end would cost the square of the
    /// text's length.
    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutablePointer<VisibleText>) {
        var index = 0
        while index < bytes.count {
            text.pointee.restart()
            index += readNested(UnsafeBufferPointer(rebasing: bytes[index...]), into: text)
        }
    }

    /// - Returns: How many bytes were read before too many elements were open, or all.
    private static func readNested(
        _ bytes: UnsafeBufferPointer<UInt8>, into text: UnsafeMutablePointer<VisibleText>
    ) -> Int {
        var handler = Self.handler
        guard let context = htmlCreatePushParserCtxt(&handler, text, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
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
    private static func length(ofPieceAt start: Int, _ bytes: UnsafeBufferPointer<CChar>) -> Int {
        let piece = bytes[start...].prefix(Self.piece)
        guard piece.endIndex < bytes.count, let tag = piece.lastIndex(of: CChar(UInt8(ascii: "<"))), tag > start else {
            return piece.count
        }
        return tag - start
    }

    private static var handler: htmlSAXHandler {
        var handler = htmlSAXHandler()
        handler.startElement = { user, name, _ in
            guard let name else { return }
            HTMLReader.text(user)?.pointee.start(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))))
        }
        handler.endElement = { user, name in
            guard let name else { return }
            HTMLReader.text(user)?.pointee.end(UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name))))
        }
        let characters: charactersSAXFunc = { user, bytes, count in
            HTMLReader.text(user)?.pointee.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.characters = characters
        handler.ignorableWhitespace = characters
        // The text of scripts and styles comes as CDATA.
        handler.cdataBlock = { _, _, _ in }
        return handler
    }

    private static func text(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<VisibleText>? {
        user?.assumingMemoryBound(to: VisibleText.self)
    }
}
