/// Documents in UTF-8 with pieces of an older encoding in them, as templates paste them together.
enum MixedText {
    /// How many characters of UTF-8 there must be to each wrong byte.
    private static let charactersPerWrongByte = 4

    /// The text in UTF-8, where what is not UTF-8 is read in the other encoding.
    ///
    /// - Returns: `nil` unless nearly everything beyond ASCII is UTF-8.
    static func utf8(_ bytes: UnsafeBufferPointer<UInt8>, elsewhere encoding: String) -> CharacterConversion.Result? {
        let check = UTF8Check(bytes)
        guard check.invalid > 0, check.multibyte >= check.invalid * charactersPerWrongByte else { return nil }
        var result = CharacterConversion.Result(utf8: [], invalid: check.invalid)
        result.utf8.reserveCapacity(bytes.count + 64)
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, let length = characterLength(bytes, at: index) { index += length }
            result.utf8.append(contentsOf: bytes[start..<index])
            let wrong = index
            while index < bytes.count, characterLength(bytes, at: index) == nil { index += 1 }
            guard index > wrong else { continue }
            let piece = UnsafeBufferPointer(rebasing: bytes[wrong..<index])
            guard let converted = CharacterConversion.utf8(piece, from: encoding) else { return nil }
            result.utf8.append(contentsOf: converted.utf8)
        }
        return result
    }

    private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
        bytes[index] < 0x80 ? 1 : UTF8Check.characterLength(bytes, at: index)
    }
}
