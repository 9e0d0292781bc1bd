/// Control characters, which XML forbids but for tab, line feed and carriage return (XML 1.0, section 2.2).
enum ForbiddenCharacters {
    static func stand(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte minus 32 borrows its top bit where it is below; bytes beyond ASCII have theirs set already.
            let low = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
            if low != 0, bytes[index..<(index + 8)].contains(where: isForbidden) { return true }
            index += 8
        }
        return bytes[index...].contains(where: isForbidden)
    }

    static func isForbidden(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }
}
