/// The ASCII words with which the next eight bytes of a text begin, found and folded without a loop.
///
/// A register holds the eight bytes, the first one lowest, as on all machines that Swift runs on; each test works on all
/// of them by setting the top bit of those that pass, which no sum of two bytes below 0x80 carries out of.
struct PlainRun {
    /// How many bytes are looked at.
    static let stride = 8
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    private let bytes: UInt64
    private let letters: UInt64
    /// How many letters, digits and single spaces behind such there are before anything else, up to eight.
    let length: Int
    /// The top bits of those bytes that are the first of their word.
    private let firsts: UInt64

    /// - Parameter index: At least `stride` bytes follow.
    /// - Parameter isInWord: Whether a letter stands before them.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at index: Int, isInWord: Bool) {
        bytes = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let plain = bytes & ~Self.tops
        let isASCII = ~bytes & Self.tops
        letters =
            (Self.within(plain | Self.ones &* 0x20, 0x61, 0x7A) | Self.within(plain, 0x30, 0x39)) & isASCII
        // Adding 0x7F sets the top bit of all but zero.
        let spaces = ~((plain ^ (Self.ones &* 0x20)) &+ ~Self.tops) & isASCII
        let behindLetters = letters << 8 | (isInWord ? 0x80 : 0)
        let others = ~(letters | spaces & behindLetters) & Self.tops
        length = others.trailingZeroBitCount >> 3
        let belowOthers = (others & (0 &- others)) &- 1
        firsts = letters & ~behindLetters & belowOthers
    }

    /// The top bits of the bytes between `low` and `high`, all below 0x80; other bits are zero or not.
    @inline(__always)
    private static func within(_ bytes: UInt64, _ low: UInt64, _ high: UInt64) -> UInt64 {
        (bytes &+ ones &* (0x80 - low)) & ~(bytes &+ ones &* (0x7F - high))
    }

    /// Whether the last of the bytes that count is a letter; there is at least one.
    @inline(__always)
    var endsInWord: Bool { letters >> UInt64(truncatingIfNeeded: 8 &* length &- 1) & 1 != 0 }

    /// The symbols of all eight bytes, of which `length` count.
    ///
    /// Digits, small letters and spaces have the bit that makes a letter small.
    @inline(__always)
    var symbols: SIMD8<Symbol> {
        SIMD8<Symbol>(truncatingIfNeeded: unsafeBitCast(bytes | Self.ones &* 0x20, to: SIMD8<UInt8>.self))
    }

    /// Writes down where the words begin: the boundaries before their first letters.
    ///
    /// Two places are written in any case, since a branch for each would be a surprise every time; more are rare.
    ///
    /// - Parameter count: The place of the symbol of the first byte.
    /// - Returns: How many words begin.
    @inline(__always)
    func mark(_ starts: UnsafeMutablePointer<UInt32>, at count: Int) -> Int {
        let before = UInt32(truncatingIfNeeded: count &- 1)
        starts[0] = before &+ UInt32(truncatingIfNeeded: firsts.trailingZeroBitCount >> 3)
        var others = firsts & (firsts &- 1)
        starts[1] = before &+ UInt32(truncatingIfNeeded: others.trailingZeroBitCount >> 3)
        var marked = (firsts != 0 ? 1 : 0) &+ (others != 0 ? 1 : 0)
        others &= others &- 1
        while others != 0 {
            starts[marked] = before &+ UInt32(truncatingIfNeeded: others.trailingZeroBitCount >> 3)
            marked &+= 1
            others &= others &- 1
        }
        return marked
    }
}
