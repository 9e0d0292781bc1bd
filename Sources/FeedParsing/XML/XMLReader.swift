import Glibc

/// One pass over a document from its root element on, which tells the builder of tags and texts where they stand.
///
/// libxml2 makes an event of every `&lt;`, of which escaped HTML is full, and looks at each byte several times: with
/// it, reading took twice as long as building. What feeds need of XML is little. Nothing is validated, no document
/// type is seen (see `Prolog`), so no entity is expanded but the texts of `DeclaredEntities`, and nothing is opened.
///
/// Source: XML 1.0 (fifth edition), section 2 and 3; Namespaces in XML 1.0.
struct XMLReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Goes on after an error as well as it can.
    private let isLenient: Bool
    private var index = 0
    private var builder: FeedBuilder
    private var entities: DeclaredEntities
    private var namespaces: NamespaceScope
    private var attributes: Attributes
    /// The names of the elements that are open, the root first.
    private var open: [Range<Int>] = []

    /// Reads the document, whose line breaks are line feeds alone.
    ///
    /// - Parameter mending: Goes on after an error.
    /// - Returns: What was built, and whether the document is well-formed as far as it matters; when it is not and
    ///   `mending` is off, reading stops at the first error.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, entities: [String: String], mending: Bool, into builder: FeedBuilder
    ) -> (builder: FeedBuilder, isWellFormed: Bool) {
        guard mending || !ForbiddenCharacters.stand(in: bytes) else { return (builder, false) }
        var reader = XMLReader(bytes, entities: entities, mending: mending, into: builder)
        let isWellFormed = reader.readAll()
        return (reader.builder, isWellFormed)
    }

    private init(
        _ bytes: UnsafeBufferPointer<UInt8>, entities: [String: String], mending: Bool, into builder: FeedBuilder
    ) {
        self.bytes = bytes
        isLenient = mending
        self.builder = builder
        self.entities = DeclaredEntities(entities)
        namespaces = NamespaceScope(bytes)
        attributes = Attributes(bytes)
    }

    private mutating func readAll() -> Bool {
        var isWellFormed = true
        while index < bytes.count {
            let start = index
            if bytes[index] == UInt8(ascii: "<") ? markup() : text() { continue }
            isWellFormed = false
            guard isLenient else { return false }
            index = max(index, start + 1)
        }
        return isWellFormed && open.isEmpty
    }

    // MARK: Text

    /// Reads up to the next tag.
    ///
    /// - Returns: `false` where the text is faulty and means something.
    private mutating func text() -> Bool {
        let end = bytes.firstPosition(of: UInt8(ascii: "<"), from: index) ?? bytes.count
        defer { index = end }
        guard builder.isCapturing else { return !open.isEmpty || bytes[index..<end].allSatisfy(\.isSpace) }
        var start = index
        while let ampersand = bytes.firstPosition(of: UInt8(ascii: "&"), from: start, before: end) {
            if ampersand > start { builder.text(UnsafeBufferPointer(rebasing: bytes[start..<ampersand])) }
            guard let next = reference(at: ampersand) else {
                guard isLenient else { return false }
                builder.character("&")
                start = ampersand + 1
                continue
            }
            start = next
        }
        if end > start { builder.text(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
        return true
    }

    /// - Returns: Where the reference ends; `nil` when it stands for nothing.
    private mutating func reference(at ampersand: Int) -> Int? {
        // The four of escaped HTML, which are nearly all that stand in feeds.
        if bytes.holds("lt;", at: ampersand + 1) {
            builder.character("<")
            return ampersand + 4
        }
        if bytes.holds("gt;", at: ampersand + 1) {
            builder.character(">")
            return ampersand + 4
        }
        if bytes.holds("amp;", at: ampersand + 1) {
            builder.character("&")
            return ampersand + 5
        }
        if bytes.holds("quot;", at: ampersand + 1) {
            builder.character("\"")
            return ampersand + 6
        }
        guard let match = CharacterReference.match(bytes, at: ampersand), match.isTerminated else { return nil }
        switch match.kind {
        case .number(let number):
            if let twice = EncodedTwice.character(number, followedBy: bytes, at: match.end) {
                builder.character(twice.scalar)
                return twice.end
            }
            guard let scalar = CharacterReference.numbered(number) else { return nil }
            builder.character(scalar)
        case .name(let name):
            if var text = entities.text(of: name) {
                text.withUTF8 { builder.text($0) }
            } else {
                guard !entities.declares(name), let scalar = CharacterReference.named(name) else { return nil }
                if let twice = EncodedTwice.character(scalar.value, followedBy: bytes, at: match.end) {
                    builder.character(twice.scalar)
                    return twice.end
                }
                builder.character(scalar)
            }
        }
        return match.end
    }

    // MARK: Mark-up

    private mutating func markup() -> Bool {
        guard index + 1 < bytes.count else { return false }
        switch bytes[index + 1] {
        case UInt8(ascii: "/"): return endTag()
        case UInt8(ascii: "!"): return section()
        case UInt8(ascii: "?"): return skip(past: "?>", from: index + 2)
        case let byte where byte.startsXMLName: return startTag()
        default: return false
        }
    }

    /// Goes past a comment, or takes the text of a CDATA section; nothing else begins with `<!` inside an element.
    private mutating func section() -> Bool {
        if bytes.holds("<!--", at: index) { return skip(past: "-->", from: index + 4) }
        guard bytes.holds("<![CDATA[", at: index), !open.isEmpty else { return false }
        let start = index + 9
        guard let end = bytes.firstPosition(of: "]]>", from: start) else { return false }
        if end > start { builder.text(UnsafeBufferPointer(rebasing: bytes[start..<end])) }
        index = end + 3
        return true
    }

    private mutating func skip(past mark: StaticString, from start: Int) -> Bool {
        guard let end = bytes.firstPosition(of: mark, from: start) else { return false }
        index = end + mark.utf8CodeUnitCount
        return true
    }

    private mutating func startTag() -> Bool {
        // A second root is not XML.
        guard !open.isEmpty || index == 0 || isLenient else { return false }
        let name = nameRange(from: index + 1)
        var position = name.upperBound
        attributes.removeAll()
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ">"):
                index = position + 1
                begin(name)
                return true
            case UInt8(ascii: "/"):
                guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") else { return false }
                index = position + 2
                begin(name)
                end(name)
                return true
            case let byte where byte.isSpace: position += 1
            default: guard readAttribute(&position) else { return false }
            }
        }
        return false
    }

    /// - Returns: `false` where no quoted value follows, or the value holds what it must not.
    private mutating func readAttribute(_ position: inout Int) -> Bool {
        guard bytes[position].startsXMLName else { return false }
        let name = nameRange(from: position)
        position = name.upperBound
        skipSpaces(&position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return false }
        position += 1
        skipSpaces(&position)
        guard position < bytes.count else { return false }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        let start = position + 1
        var isPlain = true
        position = start
        while position < bytes.count, bytes[position] != quote {
            let byte = bytes[position]
            if byte == UInt8(ascii: "<") { return false }
            if byte == UInt8(ascii: "&") || byte < 0x20 { isPlain = false }
            position += 1
        }
        guard position < bytes.count else { return false }
        let value = start..<position
        position += 1
        return attributes.append(name, value, isPlain: isPlain, entities: &entities)
    }

    private func skipSpaces(_ position: inout Int) {
        while position < bytes.count, bytes[position].isSpace { position += 1 }
    }

    private func nameRange(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end].mayStandInName { end += 1 }
        return start..<end
    }

    private mutating func endTag() -> Bool {
        let name = nameRange(from: index + 2)
        var position = name.upperBound
        skipSpaces(&position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return false }
        guard let last = open.last, bytes.areSame(last, name) else {
            guard isLenient, let match = open.lastIndex(where: { bytes.areSame($0, name) }) else { return false }
            while open.count > match, let last = open.last { end(last) }
            index = position + 1
            return false
        }
        index = position + 1
        end(name)
        return true
    }

    private mutating func begin(_ name: Range<Int>) {
        open.append(name)
        if attributes.declaresNamespaces { namespaces.declare(attributes, depth: open.count) }
        let (element, local) = namespaces.name(name)
        builder.start(element, written: local, attributes: attributes)
    }

    private mutating func end(_ name: Range<Int>) {
        builder.end(bytes.localName(name))
        namespaces.leave(depth: open.count)
        open.removeLast()
    }
}

extension UInt8 {
    /// Whether the byte belongs to a name that has begun: anything but what ends one.
    fileprivate var mayStandInName: Bool {
        self > 0x20 && self != UInt8(ascii: ">") && self != UInt8(ascii: "=") && self != UInt8(ascii: "/")
            && self != UInt8(ascii: "<")
    }
}
