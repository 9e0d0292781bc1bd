import NewsModel

/// The words of one article as symbols, with the way back to the original and the places where sentences begin.
///
/// The fields stand one after another; each begins with a boundary and a new sentence, and the stream ends with a
/// boundary. Runs of separators are one boundary, but two stand between sentences.
struct SymbolStream: ~Copyable {
    // For each symbol, the offset is where it begins in its field, in bytes; where a word ends, the boundary after it
    // begins. Plain memory, because arrays check for sharing at every letter.
    private var symbolStart: UnsafeMutablePointer<Symbol>
    private var offsetStart: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    private(set) var count = 0
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

    init(_ text: ArticleText, table: borrowing SymbolTable) {
        let size = ArticleField.allCases.map { min(text[$0].utf8.count, Self.fieldLimitBytes) }.reduce(0, +)
        capacity = size + 64
        symbolStart = .allocate(capacity: capacity)
        offsetStart = .allocate(capacity: capacity)
        sentences.reserveCapacity(size / 100 + 8)
        for field in ArticleField.allCases { append(text[field], as: field, table) }
        push(.boundary, 0)
    }

    deinit {
        symbolStart.deallocate()
        offsetStart.deallocate()
    }

    var symbols: UnsafeBufferPointer<Symbol> { UnsafeBufferPointer(start: symbolStart, count: count) }

    private mutating func append(_ text: String, as field: ArticleField, _ table: borrowing SymbolTable) {
        fields.append(FieldStart(field: field, symbol: count, sentence: sentences.count))
        sentences.append(SentenceStart(symbol: count, startsParagraph: true))
        push(.boundary, 0)
        var text = text
        let length = text.withUTF8 { bytes in
            let bytes = UnsafeBufferPointer(rebasing: bytes[..<min(bytes.count, Self.fieldLimitBytes)])
            table.withTables { pages, entries in
                var reader = SymbolReader(bytes: bytes, pages: pages, entries: entries)
                reader.read(into: &self, table)
            }
            return bytes.count
        }
        if symbolStart[count - 1] != .boundary { push(.boundary, UInt32(length)) }
    }

    /// Hands out room for symbols that `body` fills; it returns how many it wrote.
    ///
    /// - Parameter length: How many are wanted; a little more is given.
    @inline(__always)
    mutating func write(
        atMost length: Int,
        _ body: (UnsafeMutablePointer<Symbol>, UnsafeMutablePointer<UInt32>, _ limit: Int) -> Int
    ) {
        while capacity - count < length + 2 { grow() }
        count += body(symbolStart + count, offsetStart + count, capacity - count)
    }

    mutating func push(_ symbol: Symbol, _ offset: UInt32) {
        if count == capacity { grow() }
        symbolStart[count] = symbol
        offsetStart[count] = offset
        count += 1
    }

    /// Rare: a text gives more symbols than bytes only where one code point stands for many letters.
    private mutating func grow() {
        let (symbols, offsets) = (symbolStart, offsetStart)
        capacity *= 2
        symbolStart = .allocate(capacity: capacity)
        offsetStart = .allocate(capacity: capacity)
        symbolStart.update(from: symbols, count: count)
        offsetStart.update(from: offsets, count: count)
        symbols.deallocate()
        offsets.deallocate()
    }

    mutating func replaceLast(_ symbol: Symbol) {
        if count > 0 { symbolStart[count - 1] = symbol }
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
    /// The field that a symbol belongs to.
    func field(of symbol: Int) -> ArticleField {
        for start in fields.reversed() where start.symbol <= symbol { return start.field }
        return .title
    }

    /// The bytes of its field that a hit covers.
    func byteRange(of hit: Matcher.Hit) -> Range<Int> {
        let start = Int(offsetStart[hit.start])
        let end = hit.end < count ? Int(offsetStart[hit.end]) : start
        return start..<max(start, end)
    }

    func matches(_ hit: Matcher.Hit, _ exact: [UInt8], in text: ArticleText) -> Bool {
        let range = byteRange(of: hit)
        let utf8 = text[field(of: hit.start)].utf8
        guard range.count == exact.count else { return false }
        return utf8.dropFirst(range.lowerBound).prefix(range.count).elementsEqual(exact)
    }
}

extension ArticleText {
    subscript(field: ArticleField) -> String {
        switch field {
        case .title: title
        case .summary: summary
        case .body: body
        }
    }
}
