/// The letters of two bytes each with which the next sixteen bytes of a text begin: Cyrillic, Greek, Arabic, Hebrew.
///
/// Two registers hold four pairs each, the first one lowest, as on all machines that Swift runs on. Both are looked at in
/// any case: most words are longer than four letters, and asking would cost more than it saves.
struct LetterPairs {
    /// How many bytes are looked at.
    static let stride = 16

    private let first: UInt64
    private let second: UInt64
    /// How many letters there are before anything else, up to eight.
    let length: Int

    /// - Parameter index: At least `stride` bytes follow.
    /// - Parameter plain: For each code point below U+0800 its symbol, if it is a letter like any other, else 0.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at index: Int, plain: UnsafeBufferPointer<Symbol>) {
        let raw = UnsafeRawBufferPointer(text)
        let (first, firstLength) = Self.letters(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), plain)
        let (second, secondLength) = Self.letters(raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self), plain)
        (self.first, self.second) = (first, second)
        length = firstLength == 4 ? firstLength &+ secondLength : firstLength
    }

    @inline(__always)
    private static func letters(_ pairs: UInt64, _ plain: UnsafeBufferPointer<Symbol>) -> (UInt64, Int) {
        let foreign = (pairs ^ 0x80C0_80C0_80C0_80C0) & 0xC0E0_C0E0_C0E0_C0E0
        let values = (pairs & 0x001F_001F_001F_001F) << 6 | (pairs >> 8) & 0x003F_003F_003F_003F
        @inline(__always)
        func symbol(_ place: UInt64) -> UInt64 {
            UInt64(plain[Int(truncatingIfNeeded: values >> (16 &* place) & 0x7FF)]) << (16 &* place)
        }
        let symbols = symbol(0) | symbol(1) | symbol(2) | symbol(3)
        // The top bit of the first that is zero; what stands above it does not matter.
        let zeros = (symbols &- 0x0001_0001_0001_0001) & ~symbols & 0x8000_8000_8000_8000
        return (symbols, (foreign | zeros).trailingZeroBitCount >> 4)
    }

    /// The symbols of all eight, of which `length` count.
    @inline(__always)
    var symbols: SIMD8<Symbol> { unsafeBitCast(SIMD2(first, second), to: SIMD8<Symbol>.self) }
}
