/// Turns one field's UTF-8 into symbols.
struct SymbolReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let pages: UnsafeBufferPointer<UInt16>
    let entries: UnsafeBufferPointer<SymbolTable.Entry>

    /// Where the next code point begins.
    private var index = 0
    /// The kind of script of the last symbol, or that it was a boundary.
    private var last = SymbolTable.Kind.boundary.rawValue
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
        let strideLimit = table.hasPlainOpeners ? 0 : bytes.count
        while index < bytes.count {
            readPlain(into: &stream, strideLimit: strideLimit)
            if index < bytes.count { readSpecial(into: &stream, table) }
        }
    }

    /// Reads letters and simple separators, all that most texts consist of, and stops before anything else.
    ///
    /// Plain words are taken eight bytes at a stride, others letter by letter. The state is held in local variables, for
    /// the compiler to keep it in registers.
    ///
    /// - Parameter strideLimit: Where strides end; no further than the bytes.
    private mutating func readPlain(into stream: inout SymbolStream, strideLimit: Int) {
        let (bytes, pages, entries) = (bytes, pages, entries)
        let (spaced, unspaced) = (SymbolTable.Kind.spaced.rawValue, SymbolTable.Kind.unspaced.rawValue)
        let boundary = SymbolTable.Kind.boundary.rawValue
        var (index, last, previous) = (index, last, previous)
        stream.write(atMost: bytes.count - index) { room, count, startCount in
            let limit = room.capacity - SymbolStream.slack
            while index < bytes.count, count <= limit {
                if index + PlainWord.stride <= strideLimit {
                    let word = PlainWord(bytes, at: index)
                    if word.length > 0 {
                        if last != spaced {
                            if last != boundary {
                                room.symbols[count] = .boundary
                                room.offsets[count] = UInt32(truncatingIfNeeded: index)
                                count += 1
                            }
                            room.starts[startCount] = UInt32(truncatingIfNeeded: count - 1)
                            startCount += 1
                            last = spaced
                        }
                        word.store(room, at: count, offset: index)
                        count += word.length
                        index += word.length
                        previous = UInt32(bytes[index - 1])
                        if word.endsBeforeSpace {
                            room.symbols[count] = .boundary
                            room.offsets[count] = UInt32(truncatingIfNeeded: index)
                            count += 1
                            index += 1
                            last = boundary
                        }
                        continue
                    }
                }
                let start = index
                var value = UInt32(bytes[index])
                let entry: SymbolTable.Entry
                if value < 0x80 {
                    entry = entries[Int(value)]
                    index += 1
                } else if value < 0xE0, index + 1 < bytes.count {
                    value = (value & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)
                    entry = entries[Int(value)]
                    index += 2
                } else {
                    value = Self.scalar(in: bytes, at: &index)
                    entry = entries[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
                }
                let kind = SymbolTable.kind(entry)
                if kind <= unspaced {
                    if kind != last {
                        if last != boundary {
                            room.symbols[count] = .boundary
                            room.offsets[count] = UInt32(truncatingIfNeeded: start)
                            count += 1
                        }
                        room.starts[startCount] = UInt32(truncatingIfNeeded: count - 1)
                        startCount += 1
                        last = kind
                    }
                    room.symbols[count] = SymbolTable.symbol(entry)
                    room.offsets[count] = UInt32(truncatingIfNeeded: start)
                    room.starts[startCount] = UInt32(truncatingIfNeeded: count)
                    startCount += SymbolTable.opening(entry)
                    count += 1
                    previous = value
                } else if kind == boundary {
                    if last != kind {
                        room.symbols[count] = .boundary
                        room.offsets[count] = UInt32(truncatingIfNeeded: start)
                        count += 1
                        last = kind
                    }
                } else {
                    index = start
                    break
                }
            }
        }
        (self.index, self.last, self.previous) = (index, last, previous)
    }

    /// One code point that is neither a letter nor a simple separator, if it is one.
    private mutating func readSpecial(into stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        let start = index
        let value = Self.scalar(in: bytes, at: &index)
        let entry = entries[Int(pages[Int(value >> 8)]) << 8 | Int(value & 0xFF)]
        switch SymbolTable.Kind(rawValue: SymbolTable.kind(entry)) {
        case .stop:
            let ends = SentenceEnd(bytes: bytes, after: index).follows(value, stream, table)
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
            stream.markStart()
            last = kind
        }
        stream.push(SymbolTable.symbol(entry), UInt32(truncatingIfNeeded: start))
        if SymbolTable.opening(entry) != 0 { stream.markStart() }
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
        let symbol = table.alphabet.symbol(letter)
        stream.replaceLast(symbol)
        if table.isOpener(symbol) { stream.markStart() }
        previous = letter.value
    }

    /// The code point at `index`, which then stands after it.
    ///
    /// The text is valid UTF-8, for it was a `String`, but a cut at the limit is survived.
    @inline(__always)
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: inout Int) -> UInt32 {
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
