/// Rewrites a document that is not well-formed into one that is, keeping all text and as much structure as there is.
///
/// Runs only after the reader found an error: ampersands and `<` that are mere text are escaped, references of HTML are
/// replaced by their characters, characters that XML forbids are dropped, missing end tags are put where the next
/// sibling or the parent's end shows them to be missing, stray end tags are dropped, attributes get their quotes, and
/// a cut document is closed.
struct XMLMender {
    /// Elements open at a time; deeper ones lose their tags and keep their text.
    private static let depthLimit = 256

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index: Int
    private var open: [Range<Int>] = []
    private var output: MendedText
    private var rootEnded = false
    /// How many bytes were read for tags that then were none.
    private var vain = 0

    /// - Parameter start: Where the root element's `<` stands.
    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, entities: [String: String]) {
        self.bytes = bytes
        index = start
        output = MendedText(from: bytes, entities: entities)
    }

    consuming func mended() -> (utf8: [UInt8], findings: MendingFindings) {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                if !open.isEmpty { output.copyText(index..<end) }
                index = end
                continue
            }
            markup()
        }
        if !open.isEmpty {
            output.findings.isCut = open.count > 1 || !rootEnded
            while let name = open.popLast() { output.writeEnd(name) }
        }
        return (output.utf8, output.findings)
    }

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
            output.writeBracket()
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
            output.findings.isCut = true
            end = open.last.flatMap { endTagPosition(of: $0, from: start) } ?? bytes.count
            index = end
        }
        if !open.isEmpty { output.writeSection(start..<end) }
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
        let name = StartTag.name(in: bytes, from: index + 2)
        // An end tag that lost its `>` ends before the next `<`.
        index = name.upperBound
        while index < bytes.count, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "<") { index += 1 }
        if index == bytes.count { output.findings.isCut = true }
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") { index += 1 }
        guard let match = open.lastIndex(where: { bytes.areSame($0, name) }) else {
            output.findings.strayEnds += 1
            return
        }
        // Whatever follows the root's end may still hold entries; it is closed when the document ends.
        if match == 0 { rootEnded = true }
        let keep = max(match, 1)
        while open.count > keep, let last = open.popLast() {
            if open.count > match { output.findings.missingEnds += 1 }
            output.writeEnd(last)
        }
    }

    private mutating func startTag() {
        guard let tag = StartTag(bytes, at: index, vain: &vain) else {
            // Cut within the tag, or no tag at all.
            if index > lastBracket {
                output.findings.isCut = true
                index = bytes.count
            } else {
                output.writeBracket()
                index += 1
            }
            return
        }
        index = tag.end
        output.findings.attributes += tag.faults
        let name = tag.name
        closeSiblings(before: name)
        guard open.count < Self.depthLimit else {
            output.findings.flattened += 1
            return
        }
        let isVoid = !tag.isEmpty && isAny(of: Self.voids, name)
        if isVoid { output.findings.missingEnds += 1 }
        output.write(tag, isEmpty: tag.isEmpty || isVoid)
        if !tag.isEmpty && !isVoid { open.append(name) }
    }

    /// Ends what the new element shows to be over: an entry when another begins, a field when its sibling begins.
    private mutating func closeSiblings(before name: Range<Int>) {
        guard let last = open.last else { return }
        if isEntry(name), let entry = open.lastIndex(where: isEntry) {
            while open.count > entry, let name = open.popLast() {
                output.findings.missingEnds += 1
                output.writeEnd(name)
            }
        } else if isAny(of: Self.leaves, last), isAny(of: Self.leafOpeners, name) {
            output.findings.missingEnds += 1
            open.removeLast()
            output.writeEnd(last)
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

    private func isEntry(_ name: Range<Int>) -> Bool {
        (name.count == 4 && bytes.spells("item", at: name.lowerBound))
            || (name.count == 5 && bytes.spells("entry", at: name.lowerBound))
    }

    private static let voids: [StaticString] = [
        "br", "hr", "img", "input", "wbr", "col", "meta", "embed", "param", "area", "base",
    ]

    private func isAny(of words: [StaticString], _ name: Range<Int>) -> Bool {
        words.contains { $0.utf8CodeUnitCount == name.count && bytes.spells($0, at: name.lowerBound) }
    }
}
