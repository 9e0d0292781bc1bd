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

    /// A symbol in the low 16 bits, its kind above them, and then whether a word may begin with it inside another.
    typealias Entry = UInt32

    let alphabet: Alphabet
    /// Words after which a full stop ends no sentence.
    let abbreviations: Set<ShortWord>
    /// Whether some ASCII letter may begin a word inside another.
    let hasPlainOpeners: Bool
    private let pageNumbers: [UInt16]
    private let entries: [Entry]
    private let expansions: [[Entry]]
    private let openers: Set<Symbol>

    /// - Parameter openers: The symbols with which some form begins inside a word.
    init(alphabet: Alphabet, openers: Set<Symbol> = []) {
        self.alphabet = alphabet
        self.openers = openers
        abbreviations = Abbreviations.words(alphabet)
        hasPlainOpeners = openers.contains { $0 < .firstLetter }
        var pages = Pages(alphabet: alphabet, openers: openers)
        for number in 0...0x10FF { pages.add(number) }
        pageNumbers = pages.numbers
        entries = pages.entries
        expansions = pages.expansions
    }

    func isOpener(_ symbol: Symbol) -> Bool { openers.contains(symbol) }

    func expansion(_ entry: Entry) -> [Entry] { expansions[Int(Self.symbol(entry))] }

    /// Hands out the two tables as plain memory, for the loop over every character.
    ///
    /// The entries of the code points below U+0800 stand first and in their order.
    func withTables<Result>(
        _ body: (UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<Entry>) -> Result
    ) -> Result {
        pageNumbers.withUnsafeBufferPointer { pages in
            entries.withUnsafeBufferPointer { body(pages, $0) }
        }
    }

    @inline(__always)
    static func entry(_ symbol: Symbol, _ kind: Kind, isOpener: Bool = false) -> Entry {
        Entry(symbol) | Entry(kind.rawValue) << 16 | (isOpener ? 1 << 24 : 0)
    }

    @inline(__always)
    static func symbol(_ entry: Entry) -> Symbol { Symbol(truncatingIfNeeded: entry) }

    @inline(__always)
    static func kind(_ entry: Entry) -> UInt8 { UInt8(truncatingIfNeeded: entry >> 16) }

    /// 1 for a letter with which some form begins inside a word, else 0.
    @inline(__always)
    static func opening(_ entry: Entry) -> Int { Int(entry >> 24) }
}

/// Builds the two levels of a `SymbolTable`; pages that are alike in every entry are kept once.
private struct Pages {
    let alphabet: Alphabet
    let openers: Set<Symbol>
    let pagesWithLetters: Set<Int>
    var numbers: [UInt16] = []
    var entries: [SymbolTable.Entry] = []
    var expansions: [[SymbolTable.Entry]] = []
    private var uniformPages: [SymbolTable.Entry: UInt16] = [:]

    init(alphabet: Alphabet, openers: Set<Symbol>) {
        self.alphabet = alphabet
        self.openers = openers
        let variants = HanVariants.table.filter { alphabet.symbol($0.value) != .stranger }.keys
        pagesWithLetters = Set((alphabet.letters + variants).map { Int($0.value >> 8) })
    }

    mutating func add(_ number: Int) {
        guard let kind = ScriptRanges.kindOfWholePage(number), number >= 8 else {
            return append(
                Folding.page(number).enumerated().map { low, folded in entry(UInt32(number * 256 + low), folded) })
        }
        let uniform = SymbolTable.entry(.stranger, kind)
        if pagesWithLetters.contains(number) {
            append(
                (0..<256).map { low in
                    Unicode.Scalar(UInt32(number * 256 + low)).map { single(HanVariants.folded($0)) } ?? uniform
                })
        } else if let known = uniformPages[uniform] {
            numbers.append(known)
        } else {
            uniformPages[uniform] = UInt16(entries.count >> 8)
            append([SymbolTable.Entry](repeating: uniform, count: 256))
        }
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
        let symbol = alphabet.symbol(letter)
        return SymbolTable.entry(
            symbol, ScriptRanges.isUnspaced(letter.value) ? .unspaced : .spaced, isOpener: openers.contains(symbol))
    }
}
