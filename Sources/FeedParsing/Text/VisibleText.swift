/// The text of HTML as its elements and characters come in: white space folded, blocks on lines of their own.
struct VisibleText {
    private(set) var utf8: [UInt8] = []
    /// How many elements are open whose text is no reading matter.
    private var hidden = 0
    private var owesSpace = false
    private var owesLine = false

    init(capacity: Int) { utf8.reserveCapacity(capacity) }

    /// Forgets the elements that are open.
    mutating func restart() { hidden = 0 }

    mutating func start(_ name: UnsafeBufferPointer<UInt8>) {
        let element = HTMLElement(name)
        if element == .hidden { hidden += 1 } else { separate(element) }
    }

    mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
        let element = HTMLElement(name)
        if element == .hidden { hidden = max(0, hidden - 1) } else { separate(element) }
    }

    private mutating func separate(_ element: HTMLElement) {
        switch element {
        case .block: owesLine = true
        case .cell: owesSpace = true
        case .inline, .hidden: break
        }
    }

    mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0 else { return }
        var index = 0
        while index < bytes.count {
            let end = Self.endOfPlain(bytes, from: index)
            if end > index {
                payDebts()
                utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<end]))
                index = end
                continue
            }
            if bytes[index] == 0xC2 {
                unusual(bytes[index + 1])
                index += 2
            } else {
                if bytes[index].isSpace { owesSpace = true }
                index += 1
            }
        }
    }

    /// Where the run ends that is taken as it stands: words, and single spaces between them.
    private static func endOfPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if isPlain(bytes, at: index) {
                index += 1
            } else if bytes[index] == 0x20, index > start, index + 1 < bytes.count, isPlain(bytes, at: index + 1) {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Neither white space nor a control character, nor the first byte of U+0080...U+00A0 or of the soft hyphen.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        let byte = bytes[index]
        guard byte > 0x20, byte != 0x7F else { return false }
        guard byte == 0xC2, index + 1 < bytes.count else { return true }
        return bytes[index + 1] >= 0xA1 && bytes[index + 1] != 0xAD
    }

    /// U+0080...U+00A0 and the soft hyphen, by their second byte.
    private mutating func unusual(_ byte: UInt8) {
        if byte == 0xA0 {
            owesSpace = true
        } else if byte != 0xAD, let meant = CharacterReference.numbered(UInt32(byte)), meant.value > 0x9F {
            payDebts()
            utf8.append(contentsOf: String(meant).utf8)
        }
    }

    private mutating func payDebts() {
        if !utf8.isEmpty {
            if owesLine {
                utf8.append(0x0A)
            } else if owesSpace {
                utf8.append(0x20)
            }
        }
        (owesLine, owesSpace) = (false, false)
    }
}

/// What an element means for the text around it.
enum HTMLElement {
    case block, cell, inline
    /// Its text is not for reading.
    case hidden

    /// - Parameter name: In lower case.
    init(_ name: UnsafeBufferPointer<UInt8>) {
        guard name.count <= 10 else {
            self = .inline
            return
        }
        self = Self.kinds[String(decoding: name, as: UTF8.self)] ?? .inline
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
