/// Rewrites a document that is not well-formed into one that is, keeping all text and as much structure as there is.
///
/// Runs only after libxml2 found an error: ampersands and `<` that are mere text are escaped, references of HTML are
/// replaced by their characters, characters that XML forbids are dropped, missing end tags are put where the next
/// sibling or the parent's end shows them to be missing, stray end tags are dropped, attributes get their quotes, and
/// a cut document is closed.
struct XMLMender {
    /// What was mended, and how often.
    struct Findings {
        var ampersands = 0
        var references = 0
        var brackets = 0
        var characters = 0
        var missingEnds = 0
        var strayEnds = 0
        var attributes = 0
        var flattened = 0
        var isCut = false

        var phrases: [String] {
            func count(_ number: Int, _ what: String) -> String? { number > 0 ? "\(number) × \(what)" : nil }
            return [
                count(ampersands, "unescaped ampersand"), count(references, "HTML reference in XML"),
                count(brackets, "unescaped <"), count(characters, "character that XML forbids"),
                count(missingEnds, "missing end tag"), count(strayEnds, "end tag without start"),
                count(attributes, "faulty attribute"), count(flattened, "element nested too deep"),
                isCut ? "document cut short" : nil,
            ].compactMap { $0 }
        }
    }

    /// Elements open at a time; deeper ones lose their tags and keep their text.
    private static let depthLimit = 256
    /// Attributes of one element.
    private static let attributeLimit = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private let entities: [String: String]
    private var index: Int
    private var open: [Range<Int>] = []
    private(set) var mended: [UInt8] = []
    private(set) var findings = Findings()

    /// - Parameter start: Where the root element's `<` stands.
    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, entities: [String: String]) {
        self.bytes = bytes
        self.entities = entities
        index = start
        mended.reserveCapacity(bytes.count - start + 1024)
    }

    mutating func mend() {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                copyText(index..<end)
                index = end
                continue
            }
            markup()
        }
        if !open.isEmpty {
            findings.isCut = open.count > 1 || !rootEnded
            while let name = open.popLast() { writeEnd(name) }
        }
    }

    private var rootEnded = false
    private var declaredBytes = 0

    /// Where `-->`, `]]>` and `>` stand last, so that a search for what is not there is made once.
    private lazy var lastCommentEnd = last("-->")
    private lazy var lastCDATAEnd = last("]]>")
    private lazy var lastBracket = last(">")

    private func last(_ word: StaticString) -> Int {
        var index = bytes.count - word.utf8CodeUnitCount
        while index >= 0, !bytes.spells(word, at: index) { index -= 1 }
        return index
    }

    // MARK: Mark-up

    private mutating func markup() {
        if bytes.spells("<!--", at: index) {
            let end = index <= lastCommentEnd ? bytes.position(of: "-->", from: index + 4) : nil
            index = end.map { $0 + 3 } ?? afterBrokenComment()
        } else if bytes.spells("<![cdata[", at: index) {
            cdata()
        } else if bytes.spells("<!", at: index) || bytes.spells("<?", at: index) {
            index = bytes.position(of: ">", from: index).map { $0 + 1 } ?? bytes.count
        } else if bytes.spells("</", at: index), index + 2 < bytes.count, bytes[index + 2].startsXMLName {
            endTag()
        } else if index + 1 < bytes.count, bytes[index + 1].startsXMLName {
            startTag()
        } else {
            findings.brackets += 1
            mended.append(contentsOf: "&lt;".utf8)
            index += 1
        }
    }

    /// A comment that never ends swallows no more than its own line.
    private func afterBrokenComment() -> Int {
        bytes[(index + 4)...].firstIndex(of: 0x0A) ?? bytes.count
    }

    private mutating func cdata() {
        let start = index + 9
        let end: Int
        if start <= lastCDATAEnd, let close = bytes.position(of: "]]>", from: start) {
            end = close
            index = close + 3
        } else {
            // Cut, or its end forgotten: up to the end tag of the element that it stands in.
            findings.isCut = true
            end = open.last.flatMap { endTagPosition(of: $0, from: start) } ?? bytes.count
            index = end
        }
        guard !open.isEmpty else { return }
        mended.append(contentsOf: "<![CDATA[".utf8)
        copyAllowed(start..<end)
        mended.append(contentsOf: "]]>".utf8)
    }

    private func endTagPosition(of name: Range<Int>, from start: Int) -> Int? {
        var from = start
        while let position = bytes.position(of: "</", from: from) {
            if bytes[(position + 2)...].starts(with: bytes[name]) { return position }
            from = position + 2
        }
        return nil
    }

    private mutating func endTag() {
        let name = readName(from: index + 2)
        // An end tag that lost its `>` ends before the next `<`.
        index = name.upperBound
        while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") { index += 1 }
        if index == bytes.count { findings.isCut = true }
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") { index += 1 }
        guard let match = open.lastIndex(where: { isSame($0, name) }) else {
            findings.strayEnds += 1
            return
        }
        // Whatever follows the root's end may still hold entries; it is closed when the document ends.
        if match == 0 { rootEnded = true }
        let keep = max(match, 1)
        while open.count > keep, let last = open.popLast() {
            if open.count > match { findings.missingEnds += 1 }
            writeEnd(last)
        }
    }

    private mutating func startTag() {
        let tagStart = index
        let name = readName(from: index + 1)
        var tag = StartTag(name: name)
        var position = name.upperBound
        guard readAttributes(&position, into: &tag) else {
            // Cut within the tag, or no tag at all.
            if name.upperBound > lastBracket {
                findings.isCut = true
                index = bytes.count
            } else {
                findings.brackets += 1
                mended.append(contentsOf: "&lt;".utf8)
                index = tagStart + 1
            }
            return
        }
        index = position
        closeSiblings(before: name)
        guard open.count < Self.depthLimit else {
            findings.flattened += 1
            return
        }
        let isVoid = !tag.isEmpty && isVoidHTML(name)
        if isVoid { findings.missingEnds += 1 }
        write(tag, isEmpty: tag.isEmpty || isVoid)
        if !tag.isEmpty && !isVoid { open.append(name) }
    }

    /// Ends what the new element shows to be over: an entry when another begins, a field when its sibling begins.
    private mutating func closeSiblings(before name: Range<Int>) {
        guard let last = open.last else { return }
        if isAny(of: ["item", "entry"], name), let entry = open.lastIndex(where: { isAny(of: ["item", "entry"], $0) }) {
            while open.count > entry, let name = open.popLast() {
                findings.missingEnds += 1
                writeEnd(name)
            }
        } else if isAny(of: Self.leaves, last), isAny(of: Self.leafOpeners, name) {
            findings.missingEnds += 1
            open.removeLast()
            writeEnd(last)
        }
    }

    /// Elements without children, in every format that has them.
    private static let leaves: [StaticString] = [
        "title", "link", "guid", "pubdate", "comments", "lastbuilddate", "ttl", "language", "updated", "published",
        "id",
    ]
    private static let leafOpeners: [StaticString] = [
        "title", "link", "guid", "pubdate", "description", "comments", "category", "lastbuilddate", "ttl", "language",
        "updated", "published", "id", "summary", "content", "author", "enclosure",
    ]

    private func isVoidHTML(_ name: Range<Int>) -> Bool {
        isAny(of: ["br", "hr", "img", "input", "wbr", "col", "meta", "embed", "param", "area", "base"], name)
    }

    private func isAny(of words: [StaticString], _ name: Range<Int>) -> Bool {
        words.contains { $0.utf8CodeUnitCount == name.count && bytes.spells($0, at: name.lowerBound) }
    }

    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count && bytes[one].elementsEqual(bytes[other])
    }

    private func readName(from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, bytes[end].continuesXMLName { end += 1 }
        return start..<end
    }

    // MARK: Tags

    private struct StartTag {
        var name: Range<Int>
        var attributes: [(name: Range<Int>, value: Range<Int>)] = []
        var isEmpty = false
    }

    /// - Returns: `false` when no `>` ends the tag before the next `<`.
    private mutating func readAttributes(_ position: inout Int, into tag: inout StartTag) -> Bool {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return true
            }
            if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") {
                tag.isEmpty = true
                position += 2
                return true
            }
            if byte == UInt8(ascii: "<") { return false }
            guard byte.startsXMLName else {
                if !byte.isSpace { findings.attributes += 1 }
                position += 1
                continue
            }
            let name = readName(from: position)
            position = name.upperBound
            while position < bytes.count, bytes[position].isSpace { position += 1 }
            guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                findings.attributes += 1
                continue
            }
            position += 1
            while position < bytes.count, bytes[position].isSpace { position += 1 }
            guard position < bytes.count else { return false }
            guard let value = readValue(&position) else { return false }
            let isRepeated =
                tag.attributes.count < Self.attributeLimit && tag.attributes.contains { isSame($0.name, name) }
            if isRepeated || tag.attributes.count >= Self.attributeLimit {
                findings.attributes += 1
            } else {
                tag.attributes.append((name, value))
            }
        }
        return false
    }

    private mutating func readValue(_ position: inout Int) -> Range<Int>? {
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            findings.attributes += 1
            let start = position
            while position < bytes.count, !bytes[position].isSpace, bytes[position] != UInt8(ascii: ">") {
                position += 1
            }
            return start..<position
        }
        let start = position + 1
        guard start < bytes.count, let end = bytes[start...].firstIndex(of: quote) else { return nil }
        position = end + 1
        return start..<end
    }

    private mutating func write(_ tag: StartTag, isEmpty: Bool) {
        mended.append(UInt8(ascii: "<"))
        mended.append(contentsOf: bytes[tag.name])
        for attribute in tag.attributes {
            mended.append(UInt8(ascii: " "))
            mended.append(contentsOf: bytes[attribute.name])
            mended.append(contentsOf: #"=""#.utf8)
            copyText(attribute.value, inAttribute: true)
            mended.append(UInt8(ascii: "\""))
        }
        mended.append(contentsOf: isEmpty ? "/>".utf8 : ">".utf8)
    }

    private mutating func writeEnd(_ name: Range<Int>) {
        mended.append(contentsOf: "</".utf8)
        mended.append(contentsOf: bytes[name])
        mended.append(UInt8(ascii: ">"))
    }

    // MARK: Text

    private mutating func copyText(_ range: Range<Int>, inAttribute: Bool = false) {
        guard !open.isEmpty || inAttribute else { return }
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "&"): position = copyReference(at: position)
            case UInt8(ascii: "<"):
                mended.append(contentsOf: "&lt;".utf8)
                position += 1
            case UInt8(ascii: ">"):
                mended.append(contentsOf: "&gt;".utf8)
                position += 1
            case UInt8(ascii: "\"") where inAttribute:
                mended.append(contentsOf: "&quot;".utf8)
                position += 1
            default: position = copyAllowedByte(at: position)
            }
        }
    }

    private mutating func copyReference(at position: Int) -> Int {
        guard let match = CharacterReference.match(bytes, at: position) else {
            findings.ampersands += 1
            mended.append(contentsOf: "&amp;".utf8)
            return position + 1
        }
        switch match.kind {
        case .number(let number):
            if let scalar = CharacterReference.numbered(number) {
                writeEscaped(String(scalar))
            } else {
                findings.characters += 1
            }
            return match.end
        case .name(let name):
            if match.isTerminated {
                if ["amp", "lt", "gt", "quot", "apos"].contains(name) {
                    mended.append(contentsOf: bytes[position..<match.end])
                    return match.end
                }
                if let text = declaredText(name) ?? CharacterReference.named(name).map(String.init) {
                    findings.references += 1
                    writeEscaped(text)
                    return match.end
                }
            }
            findings.ampersands += 1
            mended.append(contentsOf: "&amp;".utf8)
            return position + 1
        }
    }

    private mutating func declaredText(_ name: String) -> String? {
        guard let text = entities[name] else { return nil }
        declaredBytes += text.utf8.count
        return declaredBytes <= EntityTable.declaredTextLimit ? text : nil
    }

    private mutating func writeEscaped(_ text: String) {
        var text = text
        text.withUTF8 { HTMLText.escape($0, into: &mended, quotes: true) }
    }

    private mutating func copyAllowed(_ range: Range<Int>) {
        var position = range.lowerBound
        while position < range.upperBound { position = copyAllowedByte(at: position) }
    }

    /// Drops what XML 1.0 forbids (section 2.2): control characters, U+FFFE and U+FFFF.
    ///
    /// - Returns: The position to go on from.
    private mutating func copyAllowedByte(at position: Int) -> Int {
        let byte = bytes[position]
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
            findings.characters += 1
            return position + 1
        }
        if byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE {
            findings.characters += 1
            return position + 3
        }
        mended.append(byte)
        return position + 1
    }
}
