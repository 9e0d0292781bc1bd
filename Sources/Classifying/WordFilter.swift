/// Tells at a glance that no word of an automaton begins at a place.
///
/// Most words of most texts begin none, and passing over them is what makes the search fast: the automaton only walks
/// where many first letters are known together. A wrong "may begin" costs a few steps and changes nothing.
struct WordFilter: Sendable {
    /// One bit for each hash of what words begin with: as many letters as they have of `Opening.depths`.
    private var bits = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
    private static let hashBits = 20
    /// For each symbol, what is known of the words that begin with it.
    private var traits: [Traits]
    private let clitics: CliticPrefixes

    /// What the words are like that begin with a symbol, and how the filter treats them.
    private struct Traits: OptionSet {
        let rawValue: UInt8
        /// Some are that symbol alone, so that there is nothing more to ask.
        static let alone = Traits(rawValue: 1)
        /// After a boundary some are short, as they are in Korean; it takes fewer symbols to tell them apart.
        static let short = Traits(rawValue: 2)
        /// With it a word of the text may begin that holds one that takes clitics: a letter of such, or of a clitic.
        static let mayHoldClitic = Traits(rawValue: 4)
        /// Some begin with a boundary and that symbol.
        static let afterBoundary = Traits(rawValue: 8)
        /// Some begin with that symbol itself.
        static let inside = Traits(rawValue: 16)
    }

    /// How many symbols are looked at, the boundary being one.
    static let reach = 11

    /// - Parameter words: As the automaton gets them.
    /// - Parameter afterClitics: Those among them that take clitics; they begin with a letter.
    init(words: [[Symbol]], afterClitics: [[Symbol]], clitics: [[Symbol]], symbolCount: Int) {
        traits = [Traits](repeating: [], count: symbolCount)
        self.clitics = CliticPrefixes(clitics, symbolCount: symbolCount)
        // A word of the text that holds one after a clitic begins with the two together.
        var bounded = words.filter { $0.first == .boundary }.map { $0.dropFirst() }
        for word in afterClitics {
            bounded.append(word[...])
            for clitic in clitics { bounded.append((clitic + word)[...]) }
        }
        for letters in bounded where letters.count < 3 {
            if let first = letters.first { traits[Int(first)].insert(.short) }
        }
        for letters in bounded {
            if let first = letters.first { traits[Int(first)].insert(.afterBoundary) }
            insert(afterBoundary: letters)
        }
        for word in words where word.first != .boundary {
            if let first = word.first { traits[Int(first)].insert(.inside) }
            insert(inside: word[...])
        }
        for word in afterClitics + (afterClitics.isEmpty ? [] : clitics) {
            if let first = word.first { traits[Int(first)].insert(.mayHoldClitic) }
        }
    }

    private mutating func insert(afterBoundary letters: ArraySlice<Symbol>) {
        guard let first = letters.first, !traits[Int(first)].contains(.short) else { return insert(inside: letters) }
        let (four, next, last) = (
            Self.packed(letters, 0..<4), Self.packed(letters, 4..<8), Self.packed(letters, 8..<10)
        )
        switch letters.count {
        case 10...: insert(Self.ten(four, next, last))
        case 6..<10: insert(Self.six(four, next))
        default: insert(Self.three(four))
        }
    }

    private mutating func insert(inside letters: ArraySlice<Symbol>) {
        guard let first = letters.first else { return }
        let four = Self.packed(letters, 0..<4)
        switch letters.count {
        case 6...: insert(Self.six(four, Self.packed(letters, 4..<6)))
        case 4..<6: insert(Self.four(four))
        case 2..<4: insert(Self.two(four))
        default: traits[Int(first)].insert(.alone)
        }
    }

    /// Up to four symbols in one number, the first one lowest, as they lie in memory.
    private static func packed(_ symbols: ArraySlice<Symbol>, _ places: Range<Int>) -> UInt64 {
        symbols.dropFirst(places.lowerBound).prefix(places.count).reversed().reduce(0) { $0 << 16 | UInt64($1) }
    }

    private mutating func insert(_ hash: Int) { bits[hash >> 6] |= 1 << UInt64(hash & 63) }

    // Multiplication by odd constants whose upper bits mix well: the golden ratio and others of the same making. A shift
    // to the left leaves out the symbols behind the first few.

    @inline(__always)
    private static func hash(_ value: UInt64) -> Int { Int((value &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - hashBits)) }

    @inline(__always)
    private static func ten(_ four: UInt64, _ next: UInt64, _ last: UInt64) -> Int {
        hash(four ^ (next &* 0xC2B2_AE3D_27D4_EB4F) ^ (last &* 0x1656_67B1_9E37_79F9))
    }

    @inline(__always)
    private static func six(_ four: UInt64, _ next: UInt64) -> Int {
        hash(four ^ ((next & 0xFFFF_FFFF) &* 0xC2B2_AE3D_27D4_EB4F))
    }

    @inline(__always)
    private static func three(_ four: UInt64) -> Int { hash(four << 16) }

    @inline(__always)
    private static func four(_ four: UInt64) -> Int { hash(four ^ 0x5555) }

    @inline(__always)
    private static func two(_ four: UInt64) -> Int { hash(four << 32 ^ 0xAAAA) }

    /// Finds the starts where a word may begin, with the boundary there or with the letter.
    ///
    /// Without branches but for scripts with clitics, for which half of all words of a text would be surprises.
    ///
    /// - Parameter starts: Rising: boundaries before letters, and letters with which words begin that take no clitics.
    /// - Parameter symbols: Readable up to `reach` symbols from each start.
    /// - Parameter possible: Room for as many places as there are symbols; they are rising.
    /// - Returns: How many are possible.
    func findPossible(
        _ starts: UnsafeBufferPointer<UInt32>, in symbols: UnsafePointer<Symbol>,
        into possible: UnsafeMutablePointer<UInt32>
    ) -> Int {
        bits.withUnsafeBufferPointer { bits in
            traits.withUnsafeBufferPointer { traits in
                let test = Test(bits: bits, traits: traits)
                var count = 0
                var next = 0
                while next < starts.count {
                    let start = starts[next]
                    next &+= 1
                    possible[count] = start
                    guard symbols[Int(start)] == .boundary else {
                        count &+= test.mayBegin(with: symbols + Int(start), .inside)
                        continue
                    }
                    let letters = symbols + Int(start) + 1
                    let first = traits[Int(letters[0])]
                    let mayBegin =
                        first.contains(.short)
                        ? test.mayBegin(with: letters, .afterBoundary) : test.mayBegin(withMany: letters)
                    count &+= mayBegin
                    if mayBegin != 0, first.contains(.mayHoldClitic) {
                        addAfterClitics(start &+ 1, starts, &next, test, symbols, possible, &count)
                    }
                }
                return count
            }
        }
    }

    private struct Test {
        let bits: UnsafeBufferPointer<UInt64>
        let traits: UnsafeBufferPointer<Traits>

        @inline(__always)
        private func bit(_ hash: Int) -> Int {
            Int(truncatingIfNeeded: bits[hash >> 6] >> UInt64(truncatingIfNeeded: hash & 63))
        }

        /// 1 if a word of three letters or more may begin with these letters, else 0.
        @inline(__always)
        func mayBegin(withMany letters: UnsafePointer<Symbol>) -> Int {
            let raw = UnsafeRawPointer(letters)
            let four = raw.loadUnaligned(as: UInt64.self)
            let next = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            let last = UInt64(raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
            return (bit(ten(four, next, last)) | bit(six(four, next)) | bit(three(four)))
                & opens(letters, .afterBoundary)
        }

        /// 1 if a word may begin with these letters, else 0.
        ///
        /// - Parameter place: Whether a boundary goes before the letters.
        @inline(__always)
        func mayBegin(with letters: UnsafePointer<Symbol>, _ place: Traits) -> Int {
            let raw = UnsafeRawPointer(letters)
            let symbols = raw.loadUnaligned(as: UInt64.self)
            let next = UInt64(raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            return (bit(six(symbols, next)) | bit(four(symbols)) | bit(two(symbols)) | opens(letters, .alone))
                & opens(letters, place)
        }

        /// 1 if the first letter has the trait, else 0.
        @inline(__always)
        private func opens(_ letters: UnsafePointer<Symbol>, _ trait: Traits) -> Int {
            Int(traits[Int(letters[0])].rawValue >> UInt8(truncatingIfNeeded: trait.rawValue.trailingZeroBitCount)) & 1
        }
    }

    /// Adds the places inside a word of the text where its clitics end, and between them other starts as they come.
    private func addAfterClitics(
        _ first: UInt32, _ starts: UnsafeBufferPointer<UInt32>, _ next: inout Int, _ test: Test,
        _ symbols: UnsafePointer<Symbol>, _ possible: UnsafeMutablePointer<UInt32>, _ count: inout Int
    ) {
        func add(_ place: UInt32) {
            possible[count] = place
            count &+= test.mayBegin(with: symbols + Int(place), .inside)
        }
        func addAll(to place: UInt32) {
            // The clitic may be the whole word.
            guard symbols[Int(place)] != .boundary else { return }
            while next < starts.count, starts[next] <= place {
                if starts[next] < place { add(starts[next]) }
                next &+= 1
            }
            add(place)
        }
        addAll(to: first)
        let word = UnsafeRawPointer(symbols + Int(first)).loadUnaligned(as: UInt64.self)
        clitics.lengths(before: word) { addAll(to: first &+ UInt32(truncatingIfNeeded: $0)) }
    }
}
