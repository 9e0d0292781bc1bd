import CLibXML2

/// One pass of libxml2's push parser over a document.
///
/// The push parser is twice as fast on CDATA as the pull parser. It gets no document type (see `Prolog`), opens no
/// file and no socket, and substitutes no entity but those of `EntityTable`.
final class XMLReader {
    private let events: FeedBuilder
    private var entities: EntityTable
    private var names = NameCache()
    private var context: xmlParserCtxtPtr?

    private init(_ events: FeedBuilder, entities: consuming EntityTable) {
        self.events = events
        self.entities = entities
    }

    /// Reads the document from its root element on.
    ///
    /// - Parameter mending: Goes on after an error as well as libxml2 can.
    /// - Returns: Whether the document is well-formed; when it is not and `mending` is off, the events stop at the
    ///   first error.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, entities: [String: String], mending: Bool, events: FeedBuilder
    ) -> Bool {
        _ = libxml2IsReady
        let reader = XMLReader(events, entities: EntityTable(declared: entities))
        return withExtendedLifetime(reader) { reader.run(bytes, mending: mending) }
    }

    private func run(_ bytes: UnsafeBufferPointer<UInt8>, mending: Bool) -> Bool {
        var handler = Self.handler
        let user = Unmanaged.passUnretained(self).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil) else { return false }
        self.context = context
        defer {
            self.context = nil
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
        }
        // HUGE lifts the limits on depth and text length, which bound a tree we never build.
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        options |= XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        if mending { options |= XML_PARSE_RECOVER.rawValue }
        xmlCtxtUseOptions(context, Int32(options))

        var index = 0
        let chunk = 32_768
        while index < bytes.count {
            let length = min(chunk, bytes.count - index)
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                _ = xmlParseChunk(context, bytes.baseAddress?.advanced(by: index), Int32(length), 0)
            }
            if context.pointee.disableSAX != 0 { break }
            index += length
        }
        xmlParseChunk(context, nil, 0, 1)
        return context.pointee.wellFormed == 1
    }

    // MARK: What libxml2 calls

    private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
        user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { user, local, prefix, uri, namespaceCount, namespaces, count, _, attributes in
            guard let reader = XMLReader.of(user), let local else { return }
            reader.events.start(
                reader.names.name(local: local, prefix: prefix, uri: uri), written: WrittenName(pointer: local),
                attributes: Attributes(
                    attributes, count: Int(count), namespaces: namespaces, namespaceCount: Int(namespaceCount)))
        }
        handler.endElementNs = { user, local, prefix, uri in
            guard let reader = XMLReader.of(user), let local else { return }
            reader.events.end(
                reader.names.name(local: local, prefix: prefix, uri: uri), written: WrittenName(pointer: local))
        }
        let text: charactersSAXFunc = { user, bytes, count in
            XMLReader.of(user)?.events.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.characters = text
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        handler.getEntity = { user, name in
            guard let reader = XMLReader.of(user), let name else { return nil }
            // Of a predefined entity in an attribute libxml2 takes the first byte alone; the error that follows from
            // `nil` sends the document through the mender, which writes the characters themselves.
            guard reader.context?.pointee.instate != XML_PARSER_ATTRIBUTE_VALUE else { return nil }
            return reader.entities.entity(named: String(cString: name))
        }
        return handler
    }
}

/// Touched before the first use, so that libxml2 sets itself up once and on one thread.
let libxml2IsReady: Void = xmlInitParser()
