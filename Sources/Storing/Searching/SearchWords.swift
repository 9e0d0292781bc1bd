import Foundation

/// Brings texts into words that the index can hold: unspaced scripts are cut into overlapping pairs of characters.
///
/// Korean is cut as well: its words are compounds with endings, and readers search the parts. A run of characters
/// c1 c2 c3 becomes the words c1c2, c2c3, c3, so that a pair is found by itself, a longer word as a phrase of pairs and a
/// single character as the beginning of a pair. Case and Latin accents are folded by the index's own tokenizer, what it
/// leaves alone is folded here.
enum SearchWords {
    /// The text with runs of unspaced scripts spread into pairs.
    static func indexed(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes -> String? in
            bytes.contains { $0 >= 0x80 } ? spread(bytes) : nil
        } ?? text
    }

    /// Whether the character stands in a script that is written without spaces, or in compounds.
    static func isUnspaced(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x0E00...0x0EFF,  // Thai, Lao
            0x1000...0x109F,  // Burmese
            0x1780...0x17FF,  // Khmer
            0x3005...0x3007,  // repetition and closing marks that stand for characters
            0x3041...0x30FA, 0x30FC...0x30FF,  // kana
            0x3105...0x312F, 0x31A0...0x31BF,  // bopomofo
            0x31F0...0x31FF, 0xFF66...0xFF9D,  // small and half-width kana
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,  // Chinese characters
            0x20000...0x3FFFF,
            0xAC00...0xD7A3:  // Korean syllables
            true
        default: false
        }
    }

    private static func spread(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        if needsComposing(bytes) {
            let composed = String(decoding: bytes, as: UTF8.self).precomposedStringWithCanonicalMapping
            return Array(composed.utf8).withUnsafeBufferPointer(pairs)
        }
        return pairs(bytes)
    }

    /// Whether a mark stands apart from its letter, or a Korean syllable in its parts.
    private static func needsComposing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in bytes.indices.dropLast() {
            let (byte, next) = (bytes[index], bytes[index + 1])
            if byte == 0xCC || (byte == 0xCD && next < 0xB0) { return true }
            if byte == 0xE1, (0x84...0x87).contains(next) { return true }
            if byte == 0xE3, next == 0x82, index + 2 < bytes.count, (0x99...0x9A).contains(bytes[index + 2]) {
                return true
            }
        }
        return false
    }

    private static func pairs(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        let space = UInt8(ascii: " ")
        var index = 0
        /// The character of an open run that still waits for the next one.
        var waiting = 0..<0
        func closeRun() {
            guard !waiting.isEmpty else { return }
            output.append(space)
            output.append(contentsOf: bytes[waiting])
            output.append(space)
            waiting = 0..<0
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                closeRun()
                output.append(byte)
                index += 1
                continue
            }
            guard let (scalar, length) = scalar(bytes, index) else { break }
            if length == 2 {
                closeRun()
                SearchFolding.append(scalar, to: &output)
                index += 2
                continue
            }
            let here = index..<(index + length)
            index += length
            if isUnspaced(scalar) {
                if !waiting.isEmpty {
                    output.append(space)
                    output.append(contentsOf: bytes[waiting])
                    output.append(contentsOf: bytes[here])
                }
                waiting = here
            } else {
                closeRun()
                if (0xFF01...0xFF5E).contains(scalar) {  // full-width Latin
                    output.append(UInt8(truncatingIfNeeded: scalar - 0xFEE0))
                } else {
                    output.append(contentsOf: bytes[here])
                }
            }
        }
        closeRun()
        return String(decoding: output, as: UTF8.self)
    }

    /// The scalar of two bytes and more that begins at the index; Swift's strings hold no malformed ones.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32, Int)? {
        let length = bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return nil }
        var scalar = UInt32(bytes[index]) & (0x7F >> UInt32(length))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (scalar, length)
    }
}
