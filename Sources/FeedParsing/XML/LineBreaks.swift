/// Line breaks as XML has them.
enum LineBreaks {
    /// With one line feed for each carriage return and each pair of the two.
    ///
    /// Source: XML 1.0, section 2.11.
    static func normalized(_ utf8: [UInt8]) -> [UInt8] {
        utf8.withUnsafeBufferPointer { bytes in
            guard var found = bytes.firstPosition(of: 0x0D, from: 0) else { return utf8 }
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var copied = 0
            while true {
                result.append(contentsOf: bytes[copied..<found])
                result.append(0x0A)
                copied = found + 1
                if copied < bytes.count, bytes[copied] == 0x0A { copied += 1 }
                guard let next = bytes.firstPosition(of: 0x0D, from: copied) else { break }
                found = next
            }
            result.append(contentsOf: bytes[copied...])
            return result
        }
    }
}
