import Glibc

/// Control characters of U+0080...U+009F, which no publisher means.
enum ControlCharacters {
    /// Puts windows-1252's character of the same number in the place of each.
    ///
    /// They come from texts in windows-1252 that were taken for Latin-1 on their way into UTF-8.
    static func mend(_ utf8: inout [UInt8]) {
        guard let first = utf8.withUnsafeBufferPointer({ firstControl($0, from: 0) }) else { return }
        var mended = Array(utf8[..<first])
        mended.reserveCapacity(utf8.count + 256)
        utf8.withUnsafeBufferPointer { bytes in
            var index = first
            while index < bytes.count {
                let end = firstControl(bytes, from: index) ?? bytes.count
                mended.append(contentsOf: bytes[index..<end])
                guard end < bytes.count else { break }
                if let meant = CharacterReference.numbered(UInt32(bytes[end + 1])) {
                    mended.append(contentsOf: String(meant).utf8)
                }
                index = end + 2
            }
        }
        utf8 = mended
    }

    /// Where 0xC2 stands with 0x80...0x9F behind it.
    private static func firstControl(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = start
        while index < bytes.count, let found = memchr(base + index, 0xC2, bytes.count - index) {
            let position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if position + 1 < bytes.count, bytes[position + 1] < 0xA0 { return position }
            index = position + 1
        }
        return nil
    }
}
