import Comparing

/// The words of a text without repetition.
///
/// Words end at whatever of ASCII is neither letter nor digit, which is where the index's own tokenizer ends them too;
/// what it parts or folds beyond that, it does to what is left here.
enum DistinctWords {
    static func text(of text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var seen = HashSet(minimumCapacity: bytes.count / 8)
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                let start = output.count
                while index < bytes.count, case let byte = folded[Int(bytes[index])], byte != 0 {
                    output.append(byte)
                    index += 1
                }
                index += 1
                guard output.count > start else { continue }
                if seen.insert(Fingerprint.of(output[start...])) {
                    output.append(UInt8(ascii: " "))
                } else {
                    output.removeLast(output.count - start)
                }
            }
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// What a byte of a word becomes; zero for those that end one.
    private static let folded: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case 0x41...0x5A: byte | 0x20
        case 0x30...0x39, 0x61...0x7A, 0x80...: byte
        default: 0
        }
    }
}
