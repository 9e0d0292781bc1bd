import NewsModel

/// The words of one article as symbols, with the way back to the original and the places where sentences begin.
///
/// The fields stand one after another; each begins with a boundary and a new sentence, and the stream ends with a
/// boundary. Runs of separators are one boundary, but two stand between sentences. A stream can be filled again and
/// again, and then takes no new memory but for a longer text.
struct SymbolStream: ~Copyable {
    private var room = Room(capacity: 4096)
    private(set) var count = 0
    private var startCount = 0
    private(set) var sentences: [SentenceStart] = []
    private(set) var fields: [FieldStart] = []

    struct SentenceStart {
        var symbol: Int
        var startsParagraph: Bool
    }

    struct FieldStart {
        var field: ArticleField
        var symbol: Int
        var sentence: Int
    }

    /// The longest part of a field that is looked at; no article of a feed is longer, and a hostile one may be.
    static let fieldLimitBytes = 4 << 20

    init() {}

    deinit { room.deallocate() }

    /// Holds the article in place of what it held before.
    mutating func fill(with text: ArticleBytes, _ table: borrowing SymbolTable) {
        (count, startCount) = (0, 0)
        sentences.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        for field in ArticleField.allCases { append(text[field], as: field, table) }
        push(.boundary, 0)
        // What is read of the memory behind the text shall be the same each time.
        reserve(Self.slack)
        (room.symbols + count).update(repeating: .boundary, count: Self.slack)
    }

    var symbols: UnsafeBufferPointer<Symbol> { UnsafeBufferPointer(start: room.symbols, count: count) }

    /// The places where a word may begin: boundaries before letters, and letters that open words inside others.
    var starts: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: room.starts, count: startCount) }

    /// Memory for as many starts as there are symbols.
    var possible: UnsafeMutablePointer<UInt32> { room.possible }

    /// Where the last symbol begins in its field; there is one.
    var lastOffset: Int { Int(room.offsets[count - 1]) }

    private mutating func append(
        _ text: UnsafeBufferPointer<UInt8>, as field: ArticleField, _ table: borrowing SymbolTable
    ) {
        fields.append(FieldStart(field: field, symbol: count, sentence: sentences.count))
        sentences.append(SentenceStart(symbol: count, startsParagraph: true))
        push(.boundary, 0)
        let bytes = UnsafeBufferPointer(rebasing: text[..<min(text.count, Self.fieldLimitBytes)])
        table.withMemory { memory in
            var reader = SymbolReader(bytes: bytes, memory: memory)
            reader.read(into: &self, table)
        }
        if room.symbols[count - 1] != .boundary { push(.boundary, UInt32(bytes.count)) }
    }

    // MARK: Writing

    /// Plain memory for as many symbols, since arrays check for sharing at every letter.
    struct Room {
        let capacity: Int
        let symbols: UnsafeMutablePointer<Symbol>
        /// For each symbol, where it begins in its field, in bytes; where a word ends, the boundary after it begins.
        let offsets: UnsafeMutablePointer<UInt32>
        let starts: UnsafeMutablePointer<UInt32>
        /// For the starts that the automaton finds worth a try.
        let possible: UnsafeMutablePointer<UInt32>

        init(capacity: Int) {
            self.capacity = capacity
            symbols = .allocate(capacity: capacity)
            offsets = .allocate(capacity: capacity)
            // A boundary and the letter after it may both be starts, but never more than there are symbols.
            starts = .allocate(capacity: capacity + 2)
            possible = .allocate(capacity: capacity)
        }

        func deallocate() {
            symbols.deallocate()
            offsets.deallocate()
            starts.deallocate()
            possible.deallocate()
        }
    }

    /// Hands out a writer with room for what `length` bytes of text become, and gives back the kind that it wrote last.
    ///
    /// No byte becomes more than one symbol: where a letter ends a word of the other kind, the boundary between them
    /// comes on top, but one of the two is of an unspaced script and has three bytes. The last of those may stand in
    /// front of the text.
    @inline(__always)
    mutating func write(
        from length: Int, after last: SymbolTable.Kind.RawValue, _ body: (inout SymbolWriter) -> Void
    ) -> SymbolTable.Kind.RawValue {
        reserve(length + Self.slack)
        var writer = SymbolWriter(room, count: count, startCount: startCount, last: last)
        body(&writer)
        (count, startCount) = (writer.count, writer.startCount)
        assert(count <= room.capacity)
        return writer.last
    }

    /// What may be written or read past the last symbol in one step.
    static let slack = 16

    mutating func push(_ symbol: Symbol, _ offset: UInt32) {
        reserve(1)
        room.symbols[count] = symbol
        room.offsets[count] = offset
        count += 1
    }

    /// Says that a word may begin with the last symbol; saying it twice does no harm.
    mutating func markStart() {
        let place = UInt32(truncatingIfNeeded: count - 1)
        if startCount > 0, room.starts[startCount - 1] == place { return }
        room.starts[startCount] = place
        startCount += 1
    }

    private mutating func reserve(_ length: Int) {
        guard count + length > room.capacity else { return }
        let old = room
        room = Room(capacity: max(2 * old.capacity, count + length))
        room.symbols.update(from: old.symbols, count: count)
        room.offsets.update(from: old.offsets, count: count)
        room.starts.update(from: old.starts, count: startCount)
        old.deallocate()
    }

    mutating func replaceLast(_ symbol: Symbol) {
        if count > 0 { room.symbols[count - 1] = symbol }
    }

    /// Begins a sentence after the boundary just written, with a boundary of its own: no phrase reaches over two.
    ///
    /// A sentence that would begin where the last one did only makes that one begin a paragraph.
    mutating func startSentence(at offset: UInt32, newParagraph: Bool) {
        guard let last = sentences.indices.last else { return }
        if sentences[last].symbol < count - 1 {
            push(.boundary, offset)
            sentences.append(SentenceStart(symbol: count - 1, startsParagraph: newParagraph))
        } else if newParagraph {
            sentences[last].startsParagraph = true
        }
    }
}

// MARK: Back to the original

extension SymbolStream {
    /// The symbols since the last boundary; at most one more than `limit` are counted.
    func lastWord(limit: Int) -> UnsafeBufferPointer<Symbol> {
        var length = 0
        while length <= limit, length < count, symbols[count - 1 - length] != .boundary { length += 1 }
        return UnsafeBufferPointer(rebasing: symbols[(count - length)...])
    }

    /// The field that a symbol belongs to.
    func field(of symbol: Int) -> ArticleField {
        for start in fields.reversed() where start.symbol <= symbol { return start.field }
        return .title
    }

    /// The bytes of its field that a hit covers.
    func byteRange(of hit: Matcher.Hit) -> Range<Int> {
        let start = Int(room.offsets[hit.start])
        let end = hit.end < count ? Int(room.offsets[hit.end]) : start
        return start..<max(start, end)
    }

    func matches(_ hit: Matcher.Hit, _ exact: [UInt8], in text: ArticleBytes) -> Bool {
        let bytes = text[field(of: hit.start)][byteRange(of: hit)]
        return bytes.count == exact.count && bytes.elementsEqual(exact)
    }
}
