import Comparing

/// The words of a text without repetition.
///
/// Words end at whatever of ASCII is neither letter nor digit, which is where the index's own tokenizer ends them too;
/// what it parts or folds beyond that, it does to what is left here.
enum DistinctWords {
    static func text(of text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            folded.withUnsafeBufferPointer { folded in
                // Every word of the text at the most, and a space after each.
                String(unsafeUninitializedCapacity: bytes.count + 1) { distinct(bytes, folded, into: $0) }
            }
        }
    }

    /// - Returns: How many bytes were written.
    private static func distinct(
        _ bytes: UnsafeBufferPointer<UInt8>, _ folded: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var seen = HashSet(minimumCapacity: bytes.count / 8)
        var (start, end) = (0, 0)
        for byte in bytes {
            let folded = folded[Int(byte)]
            output[end] = folded == 0 ? space : folded
            if folded != 0 {
                end += 1
            } else if end > start {
                if seen.insert(hash(output, start, end)) { start = end + 1 }
                end = start
            }
        }
        guard end > start, seen.insert(hash(output, start, end)) else { return start }
        output[end] = space
        return end + 1
    }

    private static func hash(_ output: UnsafeMutableBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
        Fingerprint.of(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[start..<end]))
    }

    private static let space = UInt8(ascii: " ")

    /// What a byte of a word becomes; zero for those that end one.
    private static let folded: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x30...0x39, 0x61...0x7A, 0x80...: byte
        default: 0
        }
    }
}
