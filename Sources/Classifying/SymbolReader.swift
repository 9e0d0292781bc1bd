/// Turns one field's UTF-8 into symbols.
struct SymbolReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let pages: UnsafeBufferPointer<UInt16>
    let entries: UnsafeBufferPointer<SymbolTable.Entry>

    private var index = 0
    /// Whether the last symbol was a letter, and of which kind of script.
    private var last = SymbolTable.Kind.boundary
    private var wordStart = 0
    private var previous: UInt32 = 0

    init(
        bytes: UnsafeBufferPointer<UInt8>,
        pages: UnsafeBufferPointer<UInt16>,
        entries: UnsafeBufferPointer<SymbolTable.Entry>
    ) {
        self.bytes = bytes
        self.pages = pages
        self.entries = entries
    }

    mutating func read(into stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        while index < bytes.count {
            let start = index
            let value = nextScalar()
            let entry = entries[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
            let kind = SymbolTable.Kind(rawValue: SymbolTable.kind(entry)) ?? .boundary
            switch kind {
            case .spaced, .unspaced:
                letter(SymbolTable.symbol(entry), kind, at: start, &stream)
                previous = value
            case .boundary:
                boundary(at: start, &stream)
            case .stop:
                let ends = endsSentence(at: start, value)
                boundary(at: start, &stream)
                if ends { stream.startSentence(newParagraph: false) }
            case .fullStop, .newline:
                boundary(at: start, &stream)
                stream.startSentence(newParagraph: kind == .newline)
            case .dropped:
                break
            case .combining:
                combine(value, &stream, table)
            case .expansion:
                for part in table.expansion(entry) {
                    let partKind = SymbolTable.Kind(rawValue: SymbolTable.kind(part)) ?? .boundary
                    if partKind == .boundary {
                        boundary(at: start, &stream)
                    } else {
                        letter(SymbolTable.symbol(part), partKind, at: start, &stream)
                    }
                }
                previous = value
            }
        }
    }

    @inline(__always)
    private mutating func letter(
        _ symbol: Symbol, _ kind: SymbolTable.Kind, at start: Int, _ stream: inout SymbolStream
    ) {
        if last != kind {
            if last != .boundary { stream.push(.boundary, UInt32(truncatingIfNeeded: start)) }
            wordStart = start
            last = kind
        }
        stream.push(symbol, UInt32(truncatingIfNeeded: start))
    }

    @inline(__always)
    private mutating func boundary(at start: Int, _ stream: inout SymbolStream) {
        guard last != .boundary else { return }
        stream.push(.boundary, UInt32(truncatingIfNeeded: start))
        last = .boundary
    }

    private mutating func combine(_ value: UInt32, _ stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        let voicing: UInt32 = value == 0xFF9E ? 0x3099 : value == 0xFF9F ? 0x309A : value
        guard last != .boundary, let mark = Unicode.Scalar(voicing), let base = Unicode.Scalar(previous),
            let folded = Folding.folded(String(Character(base))).first,
            let letter = Folding.composed(folded, mark)
        else { return }
        stream.replaceLast(table.symbol(letter) ?? .stranger)
        previous = letter.value
    }

    /// Whether a full stop is more than the end of an abbreviation or a number.
    ///
    /// It is when space, a quotation mark or the end follows, and the word before it is neither one or two letters long
    /// nor three with a capital first.
    private func endsSentence(at stop: Int, _ value: UInt32) -> Bool {
        if index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09, 0x22, 0x27, 0x29, 0x80...: break
            default: return false
            }
        }
        guard value == 0x2E else { return true }
        guard last != .boundary else { return true }
        let length = stop - wordStart
        if length <= 2 { return false }
        return !(length == 3 && (0x41...0x5A).contains(bytes[wordStart]))
    }

    /// The next code point; the text is valid UTF-8, for it was a `String`, but a cut at the limit is survived.
    @inline(__always)
    private mutating func nextScalar() -> UInt32 {
        let first = UInt32(bytes[index])
        index += 1
        if first < 0x80 { return first }
        if first < 0xE0 { return (first & 0x1F) << 6 | continuation() }
        if first < 0xF0 { return (first & 0x0F) << 12 | continuation() << 6 | continuation() }
        let value = (first & 0x07) << 18 | continuation() << 12 | continuation() << 6 | continuation()
        return min(value, 0x10FFFF)
    }

    @inline(__always)
    private mutating func continuation() -> UInt32 {
        guard index < bytes.count else { return 0 }
        let byte = UInt32(bytes[index] & 0x3F)
        index += 1
        return byte
    }
}
