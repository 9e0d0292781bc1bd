/// Text that was decoded wrongly once before it reached us.
enum Mojibake {
    /// Whether the text holds what UTF-8 looks like when it was read as windows-1252 or windows-1251.
    ///
    /// Looks at the first 64 KiB. Two marks in a row of the pattern must stand at least four times, so that a text
    /// *about* mojibake is no case of it.
    static func isLikely(in utf8: [UInt8]) -> Bool {
        utf8.withUnsafeBufferPointer { bytes in
            var found = 0
            var index = 0
            let end = min(bytes.count, 65_536) - 5
            while index < end {
                guard bytes[index] >= 0xC3 else {
                    index += 1
                    continue
                }
                // "Ã" or "â", then a character of C2 80...C2 BF or of windows-1252's upper quarter.
                let isLatinLead = bytes[index] == 0xC3 && (bytes[index + 1] == 0x83 || bytes[index + 1] == 0xA2)
                if isLatinLead && (bytes[index + 2] == 0xC2 || (bytes[index + 2] == 0xE2 && bytes[index + 3] == 0x82)) {
                    found += 1
                    index += 4
                    continue
                }
                // "Р" or "С" (windows-1251's reading of D0 and D1) and again two letters on.
                let isCyrillicLead = bytes[index] == 0xD0 && (bytes[index + 1] == 0xA0 || bytes[index + 1] == 0xA1)
                if isCyrillicLead, index + 5 < bytes.count, bytes[index + 4] == 0xD0,
                    bytes[index + 5] == 0xA0 || bytes[index + 5] == 0xA1
                {
                    found += 1
                    index += 4
                    continue
                }
                index += 1
            }
            return found >= 4
        }
    }
}
