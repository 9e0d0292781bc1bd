/// Characters that were encoded twice: `&#226;&#128;&#166;`, the bytes of UTF-8 each as a reference.
enum EncodedTwice {
    /// The character that a run of references stands for, and where the run ends.
    ///
    /// - Parameters:
    ///   - first: The number of the first reference.
    ///   - next: Where the next one would begin.
    /// - Returns: `nil` unless the numbers are one character of UTF-8 and hold a control character of U+0080...U+009F,
    ///   which nobody means.
    static func character(
        _ first: UInt32, followedBy bytes: UnsafeBufferPointer<UInt8>, at next: Int
    ) -> (scalar: Unicode.Scalar, end: Int)? {
        guard (0xC2...0xF4).contains(first) else { return nil }
        var units = [UInt8(first)]
        var end = next
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        while units.count < length {
            guard end < bytes.count, bytes[end] == UInt8(ascii: "&"),
                let match = CharacterReference.match(bytes, at: end), match.isTerminated
            else { return nil }
            let number =
                switch match.kind {
                case .number(let number): number
                case .name(let name): CharacterReference.named(name)?.value ?? 0
                }
            guard (0x80...0xBF).contains(number) else { return nil }
            units.append(UInt8(number))
            end = match.end
        }
        guard units.dropFirst().contains(where: { $0 < 0xA0 }) else { return nil }
        guard let scalar = String(validating: units, as: UTF8.self)?.unicodeScalars.first else { return nil }
        return (scalar, end)
    }
}
