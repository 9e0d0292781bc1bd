/// Turns one field's UTF-8 into symbols.
struct SymbolReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let memory: SymbolTable.Memory

    /// Where the next code point begins.
    private var index = 0
    /// The kind of script of the last symbol, or that it was a boundary.
    private var last = SymbolTable.Kind.boundary.rawValue
    /// The last letter that a mark has made, and how many symbols there were with it.
    private var composed: (letter: Unicode.Scalar, count: Int) = ("\0", 0)

    init(bytes: UnsafeBufferPointer<UInt8>, memory: SymbolTable.Memory) {
        (self.bytes, self.memory) = (bytes, memory)
    }

    mutating func read(into stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        while index < bytes.count {
            readPlain(into: &stream, hasPlainOpeners: table.hasPlainOpeners)
            if index < bytes.count { readSpecial(into: &stream, table) }
        }
    }

    /// Reads letters and simple separators, all that most texts consist of, and stops before anything else.
    ///
    /// What most words of a script consist of is taken many bytes at a stride, the rest code point by code point.
    private mutating func readPlain(into stream: inout SymbolStream, hasPlainOpeners: Bool) {
        let (bytes, memory) = (bytes, memory)
        let (spaced, unspaced) = (SymbolTable.Kind.spaced.rawValue, SymbolTable.Kind.unspaced.rawValue)
        let boundary = SymbolTable.Kind.boundary.rawValue
        var index = index
        // A stride, and the space after it.
        let strideLimit = bytes.count - LetterPairs.stride
        last = stream.write(from: bytes.count - index, after: last) { writer in
            while index < bytes.count {
                let start = index
                let first = bytes[index]
                if index < strideLimit {
                    if first < 0x80 {
                        let kind = SymbolTable.kind(memory.low(Int(first)))
                        if (kind == spaced || (first == 0x20 && writer.last == spaced)) && writer.last != unspaced
                            && !hasPlainOpeners
                        {
                            var run = PlainRun(bytes, at: index, isInWord: writer.isInWord)
                            while run.length == PlainRun.stride, index < strideLimit {
                                writer.append(run, at: index)
                                index &+= PlainRun.stride
                                run = PlainRun(bytes, at: index, isInWord: writer.isInWord)
                            }
                            if run.length > 0 {
                                writer.append(run, at: index)
                                index &+= run.length
                            }
                            continue
                        }
                    } else if first >= 0xE3, let entry = memory.ofThreeBytes(bytes, at: index),
                        SymbolTable.kind(entry) <= unspaced
                    {
                        let kind = SymbolTable.kind(entry)
                        writer.letter(entry, kind, at: index)
                        index &+= 3
                        while index < strideLimit, let entry = memory.ofThreeBytes(bytes, at: index),
                            SymbolTable.kind(entry) == kind
                        {
                            writer.nextLetter(entry, at: index)
                            index &+= 3
                        }
                        index &+= writer.space(at: index, if: bytes[index] == 0x20)
                        continue
                    } else if first < 0xE0, bytes[index &+ 2] & 0xE0 == 0xC0 {
                        let pairs = LetterPairs(bytes, at: index, plain: memory.plainLetters)
                        if pairs.length > 0 {
                            writer.append(pairs, at: index)
                            index &+= 2 &* pairs.length
                            index &+= writer.space(at: index, if: bytes[index] == 0x20)
                            continue
                        }
                    } else if let (entry, length) = memory.ofSomeBytes(bytes, at: index) {
                        let kind = SymbolTable.kind(entry)
                        if kind <= unspaced {
                            writer.letter(entry, kind, at: index)
                            index &+= length
                            continue
                        }
                    }
                }
                let entry = memory[Self.scalar(in: bytes, at: &index)]
                let kind = SymbolTable.kind(entry)
                if kind <= unspaced {
                    writer.letter(entry, kind, at: start)
                } else if kind == boundary {
                    writer.boundary(at: start)
                } else {
                    index = start
                    break
                }
            }
        }
        self.index = index
    }

    /// One code point that is neither a letter nor a simple separator, if it is one.
    private mutating func readSpecial(into stream: inout SymbolStream, _ table: borrowing SymbolTable) {
        let start = index
        let value = Self.scalar(in: bytes, at: &index)
        let entry = memory[value]
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
        case .spaced, .unspaced, .boundary:
            push(entry, at: start, &stream)
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
            let base = lastLetter(of: stream), let folded = Folding.folded(String(Character(base))).first,
            let letter = Folding.composed(folded, mark)
        else { return }
        let symbol = table.alphabet.symbol(letter)
        stream.replaceLast(symbol)
        if table.isOpener(symbol) { stream.markStart() }
        composed = (letter, stream.count)
    }

    /// The letter that the last symbol stands for, with the marks that have been joined to it.
    private func lastLetter(of stream: borrowing SymbolStream) -> Unicode.Scalar? {
        if composed.count == stream.count { return composed.letter }
        var index = stream.lastOffset
        return Unicode.Scalar(Self.scalar(in: bytes, at: &index))
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
