import CLibXML2

/// One pass of libxml2's push parser over a document.
///
/// The push parser is twice as fast on CDATA as the pull parser. It gets no document type (see `Prolog`), opens no
/// file and no socket, and substitutes no entity but those of `EntityTable`.
struct XMLReader: ~Copyable {
    private var builder: FeedBuilder
    private var entities: EntityTable
    private var names = NameCache()
    private var context: xmlParserCtxtPtr?

    private init(_ builder: FeedBuilder, entities: consuming EntityTable) {
        self.builder = builder
        self.entities = entities
    }

    /// Reads the document from its root element on.
    ///
    /// - Parameter mending: Goes on after an error as well as libxml2 can.
    /// - Returns: What was built, and whether the document is well-formed; when it is not and `mending` is off, the
    ///   events stop at the first error.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, entities: [String: String], mending: Bool, into builder: FeedBuilder
    ) -> (builder: FeedBuilder, isWellFormed: Bool) {
        _ = libxml2IsReady
        var reader = XMLReader(builder, entities: EntityTable(declared: entities))
        // What libxml2 calls gets at the reader by its address alone, so nothing is counted or checked on the way.
        let isWellFormed = withUnsafeMutablePointer(to: &reader) { run(bytes, mending: mending, reader: $0) }
        return (reader.builder, isWellFormed)
    }

    private static func run(
        _ bytes: UnsafeBufferPointer<UInt8>, mending: Bool, reader: UnsafeMutablePointer<XMLReader>
    ) -> Bool {
        var handler = Self.handler
        guard let context = xmlCreatePushParserCtxt(&handler, reader, nil, 0, nil) else { return false }
        reader.pointee.context = context
        defer {
            reader.pointee.context = nil
            if let document = context.pointee.myDoc { xmlFreeDoc(document) }
            xmlFreeParserCtxt(context)
        }
        // HUGE lifts the limits on depth and text length, which bound a tree we never build.
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        options |= XML_PARSE_HUGE.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        if mending { options |= XML_PARSE_RECOVER.rawValue }
        xmlCtxtUseOptions(context, Int32(options))

        var index = 0
        let chunk = 131_072
        while index < bytes.count, context.pointee.disableSAX == 0 {
            let length = min(chunk, bytes.count - index)
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                _ = xmlParseChunk(context, bytes.baseAddress?.advanced(by: index), Int32(length), 0)
            }
            index += length
        }
        xmlParseChunk(context, nil, 0, 1)
        return context.pointee.wellFormed == 1
    }

    // MARK: What libxml2 calls

    private static func of(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLReader>? {
        user?.assumingMemoryBound(to: XMLReader.self)
    }

    private static var handler: xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { user, local, prefix, uri, namespaceCount, namespaces, count, _, attributes in
            guard let reader = XMLReader.of(user), let local else { return }
            let name = reader.pointee.names.name(local: local, prefix: prefix, uri: uri)
            reader.pointee.builder.start(
                name, written: WrittenName(pointer: local),
                attributes: Attributes(
                    attributes, count: Int(count), namespaces: namespaces, namespaceCount: Int(namespaceCount)))
        }
        handler.endElementNs = { user, local, _, _ in
            guard let reader = XMLReader.of(user), let local else { return }
            reader.pointee.builder.end(WrittenName(pointer: local))
        }
        let text: charactersSAXFunc = { user, bytes, count in
            XMLReader.of(user)?.pointee.builder.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.characters = text
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        handler.getEntity = { user, name in
            guard let reader = XMLReader.of(user), let name else { return nil }
            // Of a predefined entity in an attribute libxml2 takes the first byte alone; the error that follows from
            // `nil` sends the document through the mender, which writes the characters themselves.
            guard reader.pointee.context?.pointee.instate != XML_PARSER_ATTRIBUTE_VALUE else { return nil }
            return reader.pointee.entities.entity(named: String(cString: name))
        }
        return handler
    }
}

/// Touched before the first use, so that libxml2 sets itself up once and on one thread.
let libxml2IsReady: Void = xmlInitParser()
