/// Turns one field's UTF-8 into symbols.
struct SymbolReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let pages: UnsafeBufferPointer<UInt16>
    let entries: UnsafeBufferPointer<SymbolTable.Entry>

    /// Where the next code point begins.
    private var index = 0
    /// The kind of script of the last symbol, or that it was a boundary.
    private var last = SymbolTable.Kind.boundary.rawValue
    private var wordStart = 0
    /// The last code point that was a letter.
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
            readPlain(into: &stream)
            if index < bytes.count { readSpecial(into: &stream, table) }
        }
    }

    /// Reads letters and simple separators, all that most texts consist of, and stops before anything else.
    ///
    /// The state is held in local variables, for the compiler to keep it in registers.
    private mutating func readPlain(into stream: inout SymbolStream) {
        let (bytes, pages, entries) = (bytes, pages, entries)
        var (index, last, wordStart, previous) = (index, last, wordStart, previous)
        stream.write(atMost: bytes.count - index) { symbols, offsets, limit in
            var count = 0
            while index < bytes.count, count + 2 <= limit {
                let start = index
                var value = UInt32(bytes[index])
                let entry: SymbolTable.Entry
                if value < 0x80 {
                    entry = entries[Int(value)]
                    index += 1
                } else {
                    value = Self.scalar(in: bytes, at: &index)
                    entry = entries[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
                }
                let kind = SymbolTable.kind(entry)
                if kind <= SymbolTable.Kind.unspaced.rawValue {
                    if kind != last {
                        if last != SymbolTable.Kind.boundary.rawValue {
                            symbols[count] = .boundary
                            offsets[count] = UInt32(truncatingIfNeeded: start)
                            count += 1
                        }
                        wordStart = start
                        last = kind
                    }
                    symbols[count] = SymbolTable.symbol(entry)
                    offsets[count] = UInt32(truncatingIfNeeded: start)
                    count += 1
                    previous = value
                } else if kind == SymbolTable.Kind.boundary.rawValue {
                    if last != kind {
                        symbols[count] = .boundary
                        offsets[count] = UInt32(truncatingIfNeeded: start)
                        count += 1
                        last = kind
                    }
                } else {
                    index = start
                    break
                }
            }
            return count
        }
        (self.index, self.last, self.wordStart, self.previous) = (index, last, wordStart, previous)
    }

    /// One code point that is neither a letter nor a simple separator, if it is one.
    private mutating func readSpecial(into stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        let start = index
        let value = Self.scalar(in: bytes, at: &index)
        let entry = entries[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
        switch SymbolTable.Kind(rawValue: SymbolTable.kind(entry)) {
        case .stop:
            let ends = endsSentence(at: start, value)
            boundary(at: start, &stream)
            if ends { stream.startSentence(at: UInt32(truncatingIfNeeded: start), newParagraph: false) }
        case .fullStop:
            boundary(at: start, &stream)
            stream.startSentence(at: UInt32(truncatingIfNeeded: start), newParagraph: false)
        case .newline:
            boundary(at: start, &stream)
            stream.startSentence(at: UInt32(truncatingIfNeeded: start), newParagraph: true)
        case .combining:
            combine(value, &stream, table)
        case .expansion:
            for part in table.expansion(entry) { push(part, at: start, &stream) }
            previous = value
        case .spaced, .unspaced, .boundary:
            push(entry, at: start, &stream)
            previous = value
        case .dropped, nil:
            break
        }
    }

    private mutating func push(_ entry: SymbolTable.Entry, at start: Int, _ stream: inout SymbolStream) {
        let kind = SymbolTable.kind(entry)
        guard kind != SymbolTable.Kind.boundary.rawValue else { return boundary(at: start, &stream) }
        if last != kind {
            if last != SymbolTable.Kind.boundary.rawValue { stream.push(.boundary, UInt32(truncatingIfNeeded: start)) }
            wordStart = start
            last = kind
        }
        stream.push(SymbolTable.symbol(entry), UInt32(truncatingIfNeeded: start))
    }

    private mutating func boundary(at start: Int, _ stream: inout SymbolStream) {
        guard last != SymbolTable.Kind.boundary.rawValue else { return }
        stream.push(.boundary, UInt32(truncatingIfNeeded: start))
        last = SymbolTable.Kind.boundary.rawValue
    }

    private mutating func combine(_ value: UInt32, _ stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        let voicing: UInt32 = value == 0xFF9E ? 0x3099 : value == 0xFF9F ? 0x309A : value
        guard last != SymbolTable.Kind.boundary.rawValue, let mark = Unicode.Scalar(voicing),
            let base = Unicode.Scalar(previous), let folded = Folding.folded(String(Character(base))).first,
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
        guard last != SymbolTable.Kind.boundary.rawValue else { return true }
        let length = stop - wordStart
        if length <= 2 { return false }
        return !(length == 3 && (0x41...0x5A).contains(bytes[wordStart]))
    }

    /// The code point at `index`, which then stands after it.
    ///
    /// The text is valid UTF-8, for it was a `String`, but a cut at the limit is survived.
    @inline(__always)
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
        let first = UInt32(bytes[index])
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else {
            index = bytes.count
            return 0
        }
        let start = index
        index += length
        switch length {
        case 1: return first
        case 2: return (first & 0x1F) << 6 | UInt32(bytes[start + 1] & 0x3F)
        case 3:
            return (first & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6 | UInt32(bytes[start + 2] & 0x3F)
        default:
            let high = (first & 0x07) << 18 | UInt32(bytes[start + 1] & 0x3F) << 12
            return min(high | UInt32(bytes[start + 2] & 0x3F) << 6 | UInt32(bytes[start + 3] & 0x3F), 0x10FFFF)
        }
    }
}
