/// The ASCII letters and digits with which the next eight bytes of a text begin, found and folded without a loop.
///
/// A register holds the eight bytes, the first one lowest; each test works on all of them by setting the top bit of those
/// that pass, which no sum of two bytes below 0x80 carries out of.
struct PlainWord {
    /// How many bytes are looked at.
    static let stride = 8
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    private let bytes: UInt64
    /// How many letters and digits there are before anything else, up to eight.
    let length: Int

    /// - Parameter index: At least `stride` bytes follow.
    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, at index: Int) {
        bytes = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        let plain = bytes & ~Self.tops
        let lower = plain | Self.ones &* 0x20
        let letters = Self.within(lower, 0x61, 0x7A)
        let digits = Self.within(plain, 0x30, 0x39)
        let others = ~((letters | digits) & ~bytes) & Self.tops
        length = others.trailingZeroBitCount >> 3
    }

    /// The top bits of the bytes between `low` and `high`, other bits being zero or not.
    @inline(__always)
    private static func within(_ bytes: UInt64, _ low: UInt64, _ high: UInt64) -> UInt64 {
        (bytes &+ ones &* (0x80 - low)) & ~(bytes &+ ones &* (0x7F - high))
    }

    /// Whether the byte after the letters is among the eight, and a space.
    @inline(__always)
    var endsBeforeSpace: Bool { length < Self.stride && (bytes >> UInt64(8 * length)) & 0xFF == 0x20 }

    /// Writes eight symbols and their offsets, of which `length` count; what lies behind is written over later.
    @inline(__always)
    func store(_ room: SymbolStream.Room, at count: Int, offset: Int) {
        // Digits and lower-case letters have the bit already.
        let folded = unsafeBitCast((bytes | Self.ones &* 0x20).littleEndian, to: SIMD8<UInt8>.self)
        UnsafeMutableRawPointer(room.symbols + count)
            .storeBytes(of: SIMD8<Symbol>(truncatingIfNeeded: folded), as: SIMD8<Symbol>.self)
        let places = SIMD8<UInt32>(0, 1, 2, 3, 4, 5, 6, 7) &+ UInt32(truncatingIfNeeded: offset)
        UnsafeMutableRawPointer(room.offsets + count).storeBytes(of: places, as: SIMD8<UInt32>.self)
    }
}
