/// Makes JSON of what publishers' templates write: raw line breaks in strings, commas after the last value, bytes that
/// are no UTF-8.
enum JSONMender {
    static func mended(_ utf8: [UInt8]) -> [UInt8] {
        var mended: [UInt8] = []
        mended.reserveCapacity(utf8.count)
        var isInString = false
        var isEscaped = false
        /// Where a comma stands with nothing but space after it.
        var comma: Int?
        for byte in String(decoding: utf8, as: UTF8.self).utf8 {
            if isInString {
                mended.append(byte < 0x20 ? 0x20 : byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            if byte.isSpace {
                mended.append(0x20)
                continue
            }
            if let place = comma, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { mended[place] = 0x20 }
            comma = byte == UInt8(ascii: ",") ? mended.count : nil
            isInString = byte == UInt8(ascii: "\"")
            if byte >= 0x20 { mended.append(byte) }
        }
        return mended
    }
}
