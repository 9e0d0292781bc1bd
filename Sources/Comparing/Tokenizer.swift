/// Cuts a text into tokens.
///
/// Case, the kind of apostrophe, full-width forms, Arabic vowel signs and the separators of thousands make no
/// difference. Digits and letters that touch are cut apart: "3분" is 3 and 분, "M4.4" is M and 4.4. "U.S." is US.
struct Tokenizer {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let plain: UnsafeBufferPointer<PlainASCII>
    private var tokens: [Token] = []

    // The token being read.
    private var kind: Token.Kind?
    private var letters = Fingerprint.Mixer()
    private var shape = Token.Shape()
    private var isAcronym = false
    private var start = 0
    private var pause = Token.Break.sentence

    /// Where reading stands.
    private var next = 0
    private var afterSpace = true

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ plain: UnsafeBufferPointer<PlainASCII>, limit: Int) {
        self.bytes = bytes
        self.plain = plain
        tokens.reserveCapacity(min(limit, bytes.count / 5 + 1))
    }

    /// The tokens of a text, at most `limit` of them.
    static func tokens(of text: String, limit: Int = .max) -> [Token] {
        var text = text.composed
        return text.withUTF8 { tokens(ofComposed: $0, limit: limit) }
    }

    /// The tokens of the UTF-8 of a text without decomposed letters.
    static func tokens(ofComposed bytes: UnsafeBufferPointer<UInt8>, limit: Int = .max) -> [Token] {
        PlainASCII.table.withUnsafeBufferPointer { plain in
            var tokenizer = Tokenizer(bytes, plain, limit: limit)
            while tokenizer.next < bytes.count, tokenizer.tokens.count < limit {
                tokenizer.readPlain()
                if tokenizer.next < bytes.count { tokenizer.readScalar() }
            }
            tokenizer.close()
            // A character that ends a word may be a token itself.
            return tokenizer.tokens.count > limit ? Array(tokenizer.tokens.prefix(limit)) : tokenizer.tokens
        }
    }

    /// Reads a word of ASCII letters and the space after it, all that many texts consist of.
    private mutating func readPlain() {
        var index = next
        if plain[at: bytes[index]] == .letter {
            if kind != .word { open(.word) }
            var letters = letters
            repeat {
                letters.mix(UInt64(bytes[index] | 0x20))
                index += 1
            } while index < bytes.count && plain[at: bytes[index]] == .letter
            self.letters = letters
            shape.extend(by: index - next, first: UInt32(bytes[next] | 0x20), last: UInt32(bytes[index - 1] | 0x20))
            afterSpace = false
            next = index
        }
        if index < bytes.count, plain[at: bytes[index]] == .space {
            close()
            afterSpace = true
            next = index + 1
        }
    }

    private mutating func readScalar() {
        let position = next
        let scalar = UTF8Text.scalar(in: bytes, at: &next)
        let scalarClass = ScalarClass(scalar)
        switch scalarClass {
        case .letter(let folded, .word):
            if kind != .word { open(.word, at: position) }
            add(folded)
        case .letter(let folded, let kind):
            open(kind, at: position)
            add(folded)
        case .digit(let folded):
            if kind != .number { open(.number, at: position) }
            add(folded)
        case .ignored:
            break
        case .apostrophe:
            if kind != .word { close(at: position) }
        case .space:
            close(at: position)
        case .boundary(let pause):
            readMark(scalar, pause, at: position)
        case .other:
            readMark(scalar, scalar == "-" && (afterSpace || peek() == "-") ? .mark : .none, at: position)
        }
        afterSpace = scalarClass == .space
    }

    private mutating func add(_ folded: UInt32) {
        letters.mix(UInt64(folded))
        shape.extend(by: 1, first: folded, last: folded)
    }

    private mutating func readMark(_ scalar: Unicode.Scalar, _ pause: Token.Break, at position: Int) {
        if kind == .number, scalar == "," || scalar == "." || scalar == ":", case let digits = digitsAhead, digits > 0 {
            if scalar != "," || digits != 3 { letters.mix(UInt64(0x2E)) }
            return
        }
        if scalar == ".", kind == .word, shape.length == 1 || isAcronym, isSingleLetterAhead {
            isAcronym = true  // U.S. is US
            return
        }
        close(at: position)
        // A full stop with a letter right after it ends no sentence: vtv.vn.
        if scalar == ".", let ahead = peek(), case .letter(_, .word) = ScalarClass(ahead) { return }
        self.pause = max(self.pause, pause)
    }

    private func peek() -> Unicode.Scalar? {
        var index = next
        return index < bytes.count ? UTF8Text.scalar(in: bytes, at: &index) : nil
    }

    /// How many digits follow, counted up to four.
    private var digitsAhead: Int {
        var count = 0
        var index = next
        while index < bytes.count, count < 4, case .digit = ScalarClass(UTF8Text.scalar(in: bytes, at: &index)) {
            count += 1
        }
        return count
    }

    private var isSingleLetterAhead: Bool {
        var index = next
        guard index < bytes.count, case .letter(_, .word) = ScalarClass(UTF8Text.scalar(in: bytes, at: &index)) else {
            return false
        }
        guard index < bytes.count, case .letter(_, .word) = ScalarClass(UTF8Text.scalar(in: bytes, at: &index)) else {
            return true
        }
        return false
    }

    private mutating func open(_ kind: Token.Kind) { open(kind, at: next) }

    private mutating func open(_ kind: Token.Kind, at position: Int) {
        close(at: position)
        self.kind = kind
        start = position
    }

    private mutating func close() { close(at: next) }

    private mutating func close(at position: Int) {
        guard let kind else { return }
        tokens.append(
            Token(
                hash: letters.finish(), kind: kind, after: pause, shape: shape,
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: position)))
        self.kind = nil
        pause = .none
        letters = Fingerprint.Mixer()
        shape = Token.Shape()
        isAcronym = false
    }
}

/// The bytes that are read without looking further: ASCII letters and the spaces between them.
private enum PlainASCII: UInt8 {
    case other
    case letter
    case space

    static let table: [PlainASCII] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x41...0x5A, 0x61...0x7A: .letter
        case 0x09, 0x0D, 0x20: .space
        default: .other
        }
    }
}

extension UnsafeBufferPointer<PlainASCII> {
    fileprivate subscript(at byte: UInt8) -> PlainASCII { self[Int(byte)] }
}
