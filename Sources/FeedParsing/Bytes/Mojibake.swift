import Glibc

/// Text that was decoded wrongly once before it reached us.
enum Mojibake {
    /// How much of the document is looked at.
    private static let sampleBytes = 65_536
    /// How often a pattern must stand, so that a text *about* mojibake is no case of it.
    private static let threshold = 4

    /// Whether the text holds what UTF-8 looks like when it was read as windows-1252 or windows-1251.
    static func isLikely(in utf8: [UInt8]) -> Bool {
        utf8.withUnsafeBufferPointer { bytes in
            let sample = UnsafeBufferPointer(rebasing: bytes.prefix(sampleBytes))
            return isLikely(in: sample, lead: 0xC3, matches: isLatin)
                || isLikely(in: sample, lead: 0xD0, matches: isCyrillic)
        }
    }

    private static func isLikely(
        in bytes: UnsafeBufferPointer<UInt8>, lead: Int32, matches: (UnsafePointer<UInt8>) -> Bool
    ) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        var found = 0
        var index = 0
        while index + 6 <= bytes.count, let next = memchr(base + index, lead, bytes.count - index) {
            index = UnsafeRawPointer(next) - UnsafeRawPointer(base)
            guard index + 6 <= bytes.count else { return false }
            if matches(base + index) {
                found += 1
                guard found < threshold else { return true }
            }
            index += 1
        }
        return false
    }

    /// `Ã` or `â`, then U+0080...U+00BF or one of windows-1252's signs in U+2000...U+20BF.
    private static func isLatin(_ bytes: UnsafePointer<UInt8>) -> Bool {
        guard bytes[1] == 0x83 || bytes[1] == 0xA2 else { return false }
        return bytes[2] == 0xC2 || (bytes[2] == 0xE2 && (bytes[3] == 0x80 || bytes[3] == 0x82))
    }

    /// `Р` or `С` (windows-1251's reading of 0xD0 and 0xD1), any letter, and one of the two again.
    private static func isCyrillic(_ bytes: UnsafePointer<UInt8>) -> Bool {
        func isLead(_ index: Int) -> Bool {
            bytes[index] == 0xD0 && (bytes[index + 1] == 0xA0 || bytes[index + 1] == 0xA1)
        }
        return isLead(0) && isLead(4)
    }
}
