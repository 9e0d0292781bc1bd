/// A letter of the matcher's alphabet: every code point that some form uses has a number of its own.
typealias Symbol = UInt16

extension Symbol {
    /// A letter that no form uses.
    static let stranger: Symbol = 0
    /// Whatever lies between words: space, punctuation, or the seam between a spaced and an unspaced script.
    static let boundary: Symbol = 1
    /// The first number given to a letter.
    static let firstLetter: Symbol = 2
}

/// From a code point to its symbol in one look-up of two levels.
struct SymbolTable: Sendable {
    /// What a code point does to the stream of symbols.
    enum Kind: UInt8 {
        /// A letter or digit of a script that puts spaces between words.
        case spaced
        /// A letter of a script that does not: Han, kana, Thai and their like.
        case unspaced
        case boundary
        /// Ends a sentence when what stands around it allows (a full stop also stands in abbreviations).
        case stop
        /// Ends a sentence wherever it stands.
        case fullStop
        case newline
        case dropped
        /// A mark that may make another letter of the one before it.
        case combining
        /// Stands for several letters; the symbol is an index into `expansions`.
        case expansion
    }

    /// A symbol in the low 16 bits, its kind above them.
    typealias Entry = UInt32

    private let pageNumbers: [UInt16]
    private let entries: [Entry]
    private let expansions: [[Entry]]
    private let symbols: [Unicode.Scalar: Symbol]
    /// One more than the largest symbol.
    let count: Int

    /// - Parameter letters: Every folded code point that the forms use.
    init(letters: Set<Unicode.Scalar>) {
        var symbols: [Unicode.Scalar: Symbol] = [:]
        for letter in letters.sorted() where symbols.count < Int(UInt16.max) - 2 {
            symbols[letter] = Symbol(symbols.count) + .firstLetter
        }
        self.symbols = symbols
        count = symbols.count + Int(Symbol.firstLetter)

        var pages = Pages(symbols: symbols)
        for number in 0...0x10FF { pages.add(number) }
        pageNumbers = pages.numbers
        entries = pages.entries
        expansions = pages.expansions
    }

    /// `nil` for a code point that no form uses.
    func symbol(_ letter: Unicode.Scalar) -> Symbol? { symbols[letter] }

    @inline(__always)
    func entry(_ value: UInt32) -> Entry {
        let page = Int(value >> 8)
        guard page < pageNumbers.count else { return Self.entry(.stranger, .boundary) }
        return entries[Int(pageNumbers[page]) << 8 | Int(value & 0xFF)]
    }

    func expansion(_ entry: Entry) -> [Entry] { expansions[Int(Self.symbol(entry))] }

    /// Hands out the two tables as plain memory, for the loop over every character.
    func withTables<Result>(
        _ body: (UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<Entry>) -> Result
    ) -> Result {
        pageNumbers.withUnsafeBufferPointer { pages in
            entries.withUnsafeBufferPointer { body(pages, $0) }
        }
    }

    @inline(__always)
    static func entry(_ symbol: Symbol, _ kind: Kind) -> Entry { Entry(symbol) | Entry(kind.rawValue) << 16 }

    @inline(__always)
    static func symbol(_ entry: Entry) -> Symbol { Symbol(truncatingIfNeeded: entry) }

    @inline(__always)
    static func kind(_ entry: Entry) -> UInt8 { UInt8(truncatingIfNeeded: entry >> 16) }
}

/// Builds the two levels of a `SymbolTable`; pages that are alike in every entry are kept once.
private struct Pages {
    let symbols: [Unicode.Scalar: Symbol]
    let pagesWithLetters: Set<Int>
    var numbers: [UInt16] = []
    var entries: [SymbolTable.Entry] = []
    var expansions: [[SymbolTable.Entry]] = []
    private var uniformPages: [SymbolTable.Entry: UInt16] = [:]

    init(symbols: [Unicode.Scalar: Symbol]) {
        self.symbols = symbols
        pagesWithLetters = Set(symbols.keys.map { Int($0.value >> 8) })
    }

    mutating func add(_ number: Int) {
        if let kind = ScriptRanges.kindOfWholePage(number) {
            addPlain(number, kind: kind)
            return
        }
        append(Folding.page(number).enumerated().map { low, folded in entry(UInt32(number * 256 + low), folded) })
    }

    /// A page whose code points fold to themselves.
    private mutating func addPlain(_ number: Int, kind: SymbolTable.Kind) {
        let uniform = SymbolTable.entry(.stranger, kind)
        if !pagesWithLetters.contains(number), let known = uniformPages[uniform] {
            numbers.append(known)
            return
        }
        if !pagesWithLetters.contains(number) { uniformPages[uniform] = UInt16(entries.count >> 8) }
        append(
            (0..<256).map { low in
                let symbol = Unicode.Scalar(UInt32(number * 256 + low)).flatMap { symbols[$0] }
                return SymbolTable.entry(symbol ?? .stranger, kind)
            })
    }

    private mutating func append(_ page: [SymbolTable.Entry]) {
        numbers.append(UInt16(entries.count >> 8))
        entries.append(contentsOf: page)
    }

    private mutating func entry(_ value: UInt32, _ folded: [Unicode.Scalar]) -> SymbolTable.Entry {
        guard let source = Unicode.Scalar(value) else { return SymbolTable.entry(.stranger, .boundary) }
        if ScriptRanges.combines(value) { return SymbolTable.entry(.stranger, .combining) }
        if let stop = ScriptRanges.stops[source] { return SymbolTable.entry(.boundary, stop) }
        if Folding.isDropped(source) || folded.isEmpty { return SymbolTable.entry(.stranger, .dropped) }
        if folded.count == 1 { return single(folded[0]) }
        let parts = folded.map(single)
        expansions.append(parts)
        return SymbolTable.entry(Symbol(expansions.count - 1), .expansion)
    }

    private func single(_ letter: Unicode.Scalar) -> SymbolTable.Entry {
        guard ScriptRanges.isWordLetter(letter) else { return SymbolTable.entry(.boundary, .boundary) }
        let kind: SymbolTable.Kind = ScriptRanges.isUnspaced(letter.value) ? .unspaced : .spaced
        return SymbolTable.entry(symbols[letter] ?? .stranger, kind)
    }
}
