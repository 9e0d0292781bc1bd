/// From a code point to its symbol in one look-up of two levels.
///
/// The entries of the code points below U+0800 stand first and in their order.
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
    let abbreviations: ShortWordSet
    /// Whether some ASCII letter may begin a word inside another.
    let hasPlainOpeners: Bool
    private let entries: [Entry]
    private let blocks: [UInt16]
    private let plainLetters: [Symbol]
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
        entries = pages.entries
        blocks = pages.numbers.flatMap { page in (0..<4).map { page * 4 + $0 } }
        plainLetters = entries[..<0x800].map { entry in
            Self.kind(entry) == Kind.spaced.rawValue && Self.opening(entry) == 0 ? Self.symbol(entry) : 0
        }
        expansions = pages.expansions
    }

    func isOpener(_ symbol: Symbol) -> Bool { openers.contains(symbol) }

    func expansion(_ entry: Entry) -> [Entry] { expansions[Int(Self.symbol(entry))] }

    /// The tables as plain memory, for the loop over every character.
    struct Memory {
        fileprivate let entries: UnsafeBufferPointer<Entry>
        /// For each 64 code points, the bytes of UTF-8 that end alike, where their entries stand, in 64s.
        fileprivate let blocks: UnsafeBufferPointer<UInt16>
        /// For each code point below U+0800 its symbol, if it is a spaced letter and no opener, else 0.
        let plainLetters: UnsafeBufferPointer<Symbol>

        /// The entry of a code point below U+0800.
        @inline(__always)
        func low(_ value: Int) -> Entry { entries[value] }

        /// - Parameter block: The code point without its last six bits, which are `low`.
        @inline(__always)
        func entry(block: Int, low: Int) -> Entry { entries[Int(blocks[block]) << 6 | low] }

        /// The entry of the code point at `index`, if it is written with three bytes; a fourth can be read.
        @inline(__always)
        func ofThreeBytes(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Entry? {
            let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
            guard word & 0x00C0_C0F0 == 0x0080_80E0 else { return nil }
            return entry(block: Int(word & 0xF) << 6 | Int(word >> 8 & 0x3F), low: Int(word >> 16 & 0x3F))
        }

        /// The entry of the code point at `index` and its length, if it is written with two or three bytes.
        ///
        /// Which of the two is found out without a branch, for languages like Vietnamese that mix them.
        @inline(__always)
        func ofSomeBytes(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (Entry, length: Int)? {
            let word = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian
            let isLong = word & 0xFF >= 0xE0
            guard word & (isLong ? 0x00C0_C0F0 : 0xC0E0) == (isLong ? 0x0080_80E0 : 0x80C0) else { return nil }
            let block = isLong ? (word & 0xF) << 6 | word >> 8 & 0x3F : word & 0x1F
            return (entry(block: Int(block), low: Int(word >> (isLong ? 16 : 8) & 0x3F)), isLong ? 3 : 2)
        }

        @inline(__always)
        subscript(value: UInt32) -> Entry { entry(block: Int(value >> 6), low: Int(value & 0x3F)) }
    }

    /// Hands out the tables while `body` runs.
    func withMemory<Result>(_ body: (Memory) -> Result) -> Result {
        entries.withUnsafeBufferPointer { entries in
            blocks.withUnsafeBufferPointer { blocks in
                plainLetters.withUnsafeBufferPointer {
                    body(Memory(entries: entries, blocks: blocks, plainLetters: $0))
                }
            }
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
