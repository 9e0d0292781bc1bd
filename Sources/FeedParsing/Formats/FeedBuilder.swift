import Foundation
import NewsModel

/// Turns the events of one document into a feed: a stack of the elements that matter, and a buffer for their text.
struct FeedBuilder {
    private struct Capture {
        var field: Field
        var kind: TextKind
        /// The depth of the element that opened it.
        var depth: Int
        /// Whether elements stand in it, so that what looks like mark-up is.
        var holdsElements = false

        var kindAtEnd: TextKind { holdsElements && kind == .maybeHTML ? .html : kind }
    }

    /// A value of `xml:base` or `xml:lang` and the depth of the element that set it.
    private struct Inherited {
        var depth: Int
        var value: String
    }

    /// `nil` also where it is too long for a base.
    private let documentURL: String?
    let timeZone: TimeZone?
    var feed = FeedDraft()
    var entry: EntryDraft?
    /// Whether a sitemap has entries of Google News.
    var holdsNews = false
    var personName: String?
    var personEmail: String?
    private var frames: [(scope: Scope, depth: Int)] = [(.document, 0)]
    private var depth = 0
    private var ignoredFrom: Int?
    private var capture: Capture?
    private var bases: [Inherited] = []
    var links = LinkResolver()
    private var languages: [Inherited] = []
    var text: [UInt8] = []

    init(documentURL: String?, timeZone: TimeZone?) {
        self.documentURL = LinkResolver.base(documentURL)
        self.timeZone = timeZone
        text.reserveCapacity(16_384)
    }

    /// Whether texts are of any use where the document stands.
    var isCapturing: Bool { capture != nil && ignoredFrom == nil }
    var scope: Scope { frames.last?.scope ?? .document }
    var base: String? { bases.last?.value ?? documentURL }
    /// Whether `xml:base` stands on this element or around it.
    var hasOwnBase: Bool { !bases.isEmpty }
    var inheritedLanguage: String? { languages.last?.value }

    // MARK: Events

    mutating func start(_ name: ElementName, written: UnsafeBufferPointer<UInt8>, attributes: Attributes) {
        depth += 1
        if entry == nil, name.local == .item || name.local == .entry { breakOut() }
        guard ignoredFrom == nil else { return }
        if attributes.count > 0 { inherit(from: attributes) }
        if let capture {
            guard !becomesPerson(name, capture) else { return begin(role(of: name, attributes)) }
            guard capture.field.holdsMarkup else { return }
            self.capture?.holdsElements = true
            becomeMarkup()
            return openMarkup(
                written, attributes: attributes, kind: capture.kind, isOutermost: depth == capture.depth + 1)
        }
        let isOutside = entry == nil
        begin(role(of: name, attributes))
        if isOutside, entry != nil { takeEntryAttributes(attributes) }
    }

    mutating func end(_ written: UnsafeBufferPointer<UInt8>) {
        if let from = ignoredFrom {
            if depth == from { ignoredFrom = nil }
        } else if let open = capture {
            if depth == open.depth {
                capture = nil
                finish(open.field, as: open.kindAtEnd)
            } else if open.field.holdsMarkup {
                closeMarkup(written, kind: open.kind, isOutermost: depth == open.depth + 1)
            }
        } else if let frame = frames.last, frame.depth == depth, frames.count > 1 {
            frames.removeLast()
            close(frame.scope)
        }
        while let last = bases.last, last.depth >= depth { bases.removeLast() }
        while let last = languages.last, last.depth >= depth { languages.removeLast() }
        depth -= 1
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let capture else { return }
        if isEscaping(capture) {
            HTMLText.escape(bytes, into: &text)
        } else {
            text.append(contentsOf: bytes)
        }
    }

    /// A character that the document writes as a reference.
    mutating func character(_ scalar: Unicode.Scalar) {
        guard let capture else { return }
        guard !isEscaping(capture) else {
            return escapedCharacter(scalar)
        }
        if scalar.isASCII { text.append(UInt8(scalar.value)) } else { text.append(contentsOf: String(scalar).utf8) }
    }

    private mutating func escapedCharacter(_ scalar: Unicode.Scalar) {
        var written = String(scalar)
        written.withUTF8 { HTMLText.escape($0, into: &text) }
    }

    /// Whether characters go into mark-up, where `<` and `&` must be written as references.
    private func isEscaping(_ capture: Capture) -> Bool {
        capture.kind == .markup || (depth > capture.depth && capture.kind == .maybeHTML)
    }

    // MARK: Elements

    private mutating func begin(_ role: Role) {
        switch role {
        case .scope(let scope):
            frames.append((scope, depth))
            if scope == .entry { entry = EntryDraft() }
            if scope == .person { (personName, personEmail) = (nil, nil) }
        case .text(let field, let kind):
            text.removeAll(keepingCapacity: true)
            capture = Capture(field: field, kind: kind, depth: depth)
        case .transparent: break
        case .ignored: ignoredFrom = depth
        }
    }

    /// An entry is an entry wherever it stands: an element around it that means nothing here, or that lost its end
    /// tag, must not swallow it.
    private mutating func breakOut() {
        ignoredFrom = nil
        while scope == .person { frames.removeLast() }
        guard let open = capture else { return }
        capture = nil
        finish(open.field, as: open.kindAtEnd)
    }

    private mutating func close(_ scope: Scope) {
        switch scope {
        case .entry: closeEntry()
        case .person:
            let name = personName ?? personEmail
            if entry != nil { entry?.authors.add(name) } else { feed.authors.add(name) }
        case .document, .feed: break
        }
    }

    private mutating func closeEntry() {
        guard var entry else { return }
        // The feed's authors stand for entries that name none (RFC 4287, section 4.1.1), but not for copied ones.
        if isAtom, !entry.isCopied, entry.authors.names.isEmpty, Bounds.mayRepeat(feed.authors.names) {
            entry.authors = feed.authors
        }
        if feed.entries.count < Bounds.entries { feed.entries.append(entry.finished()) }
        self.entry = nil
    }

    /// RSS's `author` is a text, but some publishers put Atom's parts into it.
    private mutating func becomesPerson(_ name: ElementName, _ open: Capture) -> Bool {
        guard case .author = open.field, depth == open.depth + 1 else { return false }
        guard name.local == .name || name.local == .email || name.local == .uri else { return false }
        capture = nil
        frames.append((.person, open.depth))
        (personName, personEmail) = (nil, nil)
        return true
    }

    private mutating func inherit(from attributes: Attributes) {
        if let written = attributes[xml: "base"] { setBase(written) }
        guard let written = attributes[xml: "lang"], written.utf8.count <= Bounds.languageBytes else { return }
        languages.append(Inherited(depth: depth, value: written))
    }

    /// Makes links in the element that is open start from here.
    ///
    /// Each base holds all around it, so neither their number nor their length may grow with the document's depth.
    mutating func setBase(_ written: String) {
        guard bases.count < Bounds.bases else { return }
        guard let resolved = LinkResolver.base(links.resolve(written, against: base)) else { return }
        bases.append(Inherited(depth: depth, value: resolved))
    }

    // MARK: Mark-up inside a field

    /// Mark-up in what was announced as plain text: the publisher forgot the type, not the escaping.
    private mutating func becomeMarkup() {
        guard capture?.kind == .plain || capture?.kind == .escaped else { return }
        capture?.kind = .markup
        // Not emptied with its capacity kept: while `plain` lives, that would be a second buffer of the same size.
        let plain = text
        text = []
        plain.withUnsafeBufferPointer { HTMLText.escape($0, into: &text) }
    }

    private mutating func openMarkup(
        _ written: UnsafeBufferPointer<UInt8>, attributes: Attributes, kind: TextKind, isOutermost: Bool
    ) {
        // Atom's xhtml stands in a `div` that is no part of it (RFC 4287, section 3.1.1.3).
        if isOutermost, kind == .markup, HTMLText.isDiv(written) { return }
        text.append(UInt8(ascii: "<"))
        text.append(contentsOf: written)
        for index in 0..<attributes.count where !attributes.isXML(at: index) {
            let attribute = attributes.name(at: index)
            text.append(UInt8(ascii: " "))
            text.append(contentsOf: attribute)
            text.append(contentsOf: #"=""#.utf8)
            var value = attributes.value(at: index)
            if HTMLLinks.isLink(attribute) { value = links.resolve(value, against: base) }
            value.withUTF8 { HTMLText.escape($0, into: &text, quotes: true) }
            text.append(UInt8(ascii: "\""))
        }
        text.append(UInt8(ascii: ">"))
    }

    private mutating func closeMarkup(_ written: UnsafeBufferPointer<UInt8>, kind: TextKind, isOutermost: Bool) {
        if isOutermost, kind == .markup, HTMLText.isDiv(written) { return }
        guard !HTMLText.isVoid(written) else { return }
        text.append(contentsOf: "</".utf8)
        text.append(contentsOf: written)
        text.append(UInt8(ascii: ">"))
    }
}
