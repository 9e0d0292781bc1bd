/// Symbols on their way into a stream that has room for them.
///
/// Lives in local variables while a text is read, for the compiler to keep it in registers. Whether a word begins or ends
/// is counted rather than asked where it can be, since half of the answers would be surprises.
struct SymbolWriter {
    private let symbols: UnsafeMutablePointer<Symbol>
    private let offsets: UnsafeMutablePointer<UInt32>
    private let starts: UnsafeMutablePointer<UInt32>
    private(set) var count: Int
    private(set) var startCount: Int
    /// The kind of script of the last symbol, or that it was a boundary.
    private(set) var last: SymbolTable.Kind.RawValue

    private static let boundary = SymbolTable.Kind.boundary.rawValue
    private static let spaced = SymbolTable.Kind.spaced.rawValue

    init(_ room: SymbolStream.Room, count: Int, startCount: Int, last: SymbolTable.Kind.RawValue) {
        (symbols, offsets, starts) = (room.symbols, room.offsets, room.starts)
        (self.count, self.startCount, self.last) = (count, startCount, last)
    }

    @inline(__always)
    var isInWord: Bool { last != Self.boundary }

    /// Begins a word of a script where none has begun, and first ends one of the other kind.
    @inline(__always)
    private mutating func open(_ kind: SymbolTable.Kind.RawValue, at offset: Int) {
        if last != kind && isInWord { boundary(at: offset) }
        starts[startCount] = UInt32(truncatingIfNeeded: count &- 1)
        startCount &+= isInWord ? 0 : 1
        last = kind
    }

    /// - Parameter kind: The kind of the entry, `spaced` or `unspaced`.
    @inline(__always)
    mutating func letter(_ entry: SymbolTable.Entry, _ kind: SymbolTable.Kind.RawValue, at offset: Int) {
        open(kind, at: offset)
        nextLetter(entry, at: offset)
    }

    /// A letter of the kind of the one before it.
    @inline(__always)
    mutating func nextLetter(_ entry: SymbolTable.Entry, at offset: Int) {
        symbols[count] = SymbolTable.symbol(entry)
        offsets[count] = UInt32(truncatingIfNeeded: offset)
        starts[startCount] = UInt32(truncatingIfNeeded: count)
        startCount &+= SymbolTable.opening(entry)
        count &+= 1
    }

    /// Ends the word, if there is one.
    @inline(__always)
    mutating func boundary(at offset: Int) { _ = space(at: offset, if: true) }

    /// Ends the word where a space follows it.
    ///
    /// - Parameter isSpace: Whether it does; otherwise nothing is done.
    /// - Returns: How many bytes the space has.
    @inline(__always)
    mutating func space(at offset: Int, if isSpace: Bool) -> Int {
        symbols[count] = .boundary
        offsets[count] = UInt32(truncatingIfNeeded: offset)
        count &+= isSpace && isInWord ? 1 : 0
        last = isSpace ? Self.boundary : last
        return isSpace ? 1 : 0
    }

    /// Takes ASCII words over; those who ask have made sure that no word of an unspaced script goes before.
    @inline(__always)
    mutating func append(_ run: PlainRun, at offset: Int) {
        UnsafeMutableRawPointer(symbols + count).storeBytes(of: run.symbols, as: SIMD8<Symbol>.self)
        store(SIMD8(0, 1, 2, 3, 4, 5, 6, 7), from: offset)
        startCount &+= run.mark(starts + startCount, at: count)
        count &+= run.length
        last = run.endsInWord ? Self.spaced : Self.boundary
    }

    /// Takes letters over; there is at least one.
    @inline(__always)
    mutating func append(_ pairs: LetterPairs, at offset: Int) {
        open(Self.spaced, at: offset)
        UnsafeMutableRawPointer(symbols + count).storeBytes(of: pairs.symbols, as: SIMD8<Symbol>.self)
        store(SIMD8(0, 2, 4, 6, 8, 10, 12, 14), from: offset)
        count &+= pairs.length
    }

    @inline(__always)
    private func store(_ places: SIMD8<UInt32>, from offset: Int) {
        UnsafeMutableRawPointer(offsets + count)
            .storeBytes(of: places &+ UInt32(truncatingIfNeeded: offset), as: SIMD8<UInt32>.self)
    }
}
