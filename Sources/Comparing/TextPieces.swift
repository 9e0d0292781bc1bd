/// A text cut for a word diff: words, single characters of unspaced scripts, punctuation marks, each with the space after it.
struct TextPieces {
    private struct Piece {
        /// UTF-8 offset of the first byte after the piece and the white space that follows it.
        var end: Int
        /// In scalars that are read: letters and digits of all pieces up to here.
        var lengthBefore: Int
    }

    /// Of what is compared: the piece without the white space after it.
    private(set) var hashes: [UInt64] = []
    private var pieces: [Piece] = []
    private var length = 0
    private let bytes: [UInt8]
    private let start: Int

    init(_ text: String) {
        bytes = Array(text.utf8)
        let scalars = text.unicodeScalars
        hashes.reserveCapacity(bytes.count / 5)
        pieces.reserveCapacity(bytes.count / 5)
        var reader = Reader(scalars: scalars, index: scalars.startIndex)
        reader.skipSpace()
        start = reader.offset
        while let first = reader.peek() {
            let (pieceStart, lengthBefore) = (reader.offset, length)
            if Self.isWord(first) {
                length += reader.skipWord()
            } else {
                if case .letter = ScalarClass(first) { length += 1 }
                reader.skip()
                while let mark = reader.peek(), ScalarClass(mark) == .ignored { reader.skip() }
            }
            hashes.append(Fingerprint.of(bytes[pieceStart..<reader.offset]))
            reader.skipSpace()
            pieces.append(Piece(end: reader.offset, lengthBefore: lengthBefore))
        }
    }

    var leadingSpace: String { String(decoding: bytes[..<start], as: UTF8.self) }

    /// Pieces as they stand in the text, with the white space after each.
    func text(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        let from = range.lowerBound == 0 ? start : pieces[range.lowerBound - 1].end
        return String(decoding: bytes[from..<pieces[range.upperBound - 1].end], as: UTF8.self)
    }

    /// How many letters and digits the pieces hold.
    func length(_ range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let after = range.upperBound < pieces.count ? pieces[range.upperBound].lengthBefore : length
        return after - pieces[range.lowerBound].lengthBefore
    }

    fileprivate static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch ScalarClass(scalar) {
        case .letter(_, .word), .digit, .ignored, .apostrophe: true
        default: false
        }
    }
}

private struct Reader {
    let scalars: String.UnicodeScalarView
    var index: String.UnicodeScalarIndex
    /// In UTF-8.
    private(set) var offset = 0

    init(scalars: String.UnicodeScalarView, index: String.UnicodeScalarIndex) {
        self.scalars = scalars
        self.index = index
    }

    func peek() -> Unicode.Scalar? { index == scalars.endIndex ? nil : scalars[index] }

    mutating func skip() {
        offset += UTF8.width(scalars[index])
        scalars.formIndex(after: &index)
    }

    mutating func skipSpace() {
        while let scalar = peek(), scalar == " " || scalar.properties.isWhitespace { skip() }
    }

    /// To the end of a word, or of a number with its separators: 3,000 and 21:00.
    ///
    /// - Returns: The length of the word.
    mutating func skipWord() -> Int {
        var length = 0
        var afterDigit = false
        while let scalar = peek() {
            let isSeparator = afterDigit && (scalar == "," || scalar == "." || scalar == ":")
            guard TextPieces.isWord(scalar) || (isSeparator && isDigit(after: index)) else { break }
            length += 1
            if case .digit = ScalarClass(scalar) { afterDigit = true } else { afterDigit = false }
            skip()
        }
        return length
    }

    private func isDigit(after index: String.UnicodeScalarIndex) -> Bool {
        let next = scalars.index(after: index)
        guard next != scalars.endIndex, case .digit = ScalarClass(scalars[next]) else { return false }
        return true
    }
}
