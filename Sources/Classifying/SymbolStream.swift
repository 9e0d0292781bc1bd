import NewsModel

/// The words of one article as symbols, with the way back to the original and the places where sentences begin.
///
/// The fields stand one after another; each begins with a boundary and a new sentence, and the stream ends with a
/// boundary. Runs of separators are one boundary.
struct SymbolStream {
    private(set) var symbols: [Symbol] = []
    /// For each symbol, where it begins in its field, in bytes; the end of a word is where the boundary after it begins.
    private(set) var offsets: [UInt32] = []
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

    init(_ text: ArticleText, table: SymbolTable) {
        let size = text.title.utf8.count + text.summary.utf8.count + text.body.utf8.count
        symbols.reserveCapacity(size + 8)
        offsets.reserveCapacity(size + 8)
        append(text.title, as: .title, table)
        append(text.summary, as: .summary, table)
        append(text.body, as: .body, table)
        push(.boundary, 0)
    }

    /// The longest part of a field that is looked at; no article of a feed is longer, and a hostile one may be.
    static let fieldLimitBytes = 4 << 20

    private mutating func append(_ text: String, as field: ArticleField, _ table: SymbolTable) {
        fields.append(FieldStart(field: field, symbol: symbols.count, sentence: sentences.count))
        sentences.append(SentenceStart(symbol: symbols.count, startsParagraph: true))
        push(.boundary, 0)
        var text = text
        text.withUTF8 { bytes in
            let length = min(bytes.count, Self.fieldLimitBytes)
            table.withTables { pages, entries in
                var reader = SymbolReader(
                    bytes: UnsafeBufferPointer(rebasing: bytes[..<length]), pages: pages, entries: entries)
                reader.read(into: &self, table)
            }
        }
        if symbols.last != .boundary { push(.boundary, UInt32(min(text.utf8.count, Self.fieldLimitBytes))) }
    }

    @inline(__always)
    mutating func push(_ symbol: Symbol, _ offset: UInt32) {
        symbols.append(symbol)
        offsets.append(offset)
    }

    mutating func replaceLast(_ symbol: Symbol) {
        if let last = symbols.indices.last { symbols[last] = symbol }
    }

    /// A sentence that would begin where the last one did only makes that one begin a paragraph.
    mutating func startSentence(newParagraph: Bool) {
        guard let last = sentences.indices.last else { return }
        let begun = sentences[last].symbol >= symbols.count - 1
        if !begun {
            sentences.append(SentenceStart(symbol: max(symbols.count - 1, 0), startsParagraph: newParagraph))
        } else if newParagraph {
            sentences[last].startsParagraph = true
        }
    }
}

// MARK: Back to the original

extension SymbolStream {
    /// The field that a symbol belongs to.
    func field(of symbol: Int) -> ArticleField {
        fields.last { $0.symbol <= symbol }?.field ?? .title
    }

    /// The bytes of its field that a hit covers.
    func byteRange(of hit: Matcher.Hit) -> Range<Int> {
        let start = Int(offsets[hit.start])
        let end = hit.end < offsets.count ? Int(offsets[hit.end]) : start
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
