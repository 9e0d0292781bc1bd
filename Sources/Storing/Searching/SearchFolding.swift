/// Letters that readers type in place of others and that the index's tokenizer tells apart.
enum SearchFolding {
    /// Appends a scalar below U+0800, folded.
    static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        let folded = table[Int(scalar & 0x7FF)]
        if folded >= 0x80 {
            output.append(UInt8(truncatingIfNeeded: 0xC0 | folded >> 6))
            output.append(UInt8(truncatingIfNeeded: 0x80 | folded & 0x3F))
        } else if folded > 0 {
            output.append(UInt8(truncatingIfNeeded: folded))
        }
    }

    /// What every scalar below U+0800 becomes; zero for those that say nothing.
    private static let table: [UInt16] = {
        var table = (UInt16(0)..<0x800).map(\.self)
        for (letters, plain) in letters {
            let folded = UInt16(truncatingIfNeeded: plain.unicodeScalars.first?.value ?? 0)
            for letter in letters.unicodeScalars where letter.value < 0x800 { table[Int(letter.value)] = folded }
        }
        // Arabic vowel signs and the stretching mark, Hebrew points, soft hyphen.
        for mark in [0x640...0x640, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6ED, 0x591...0x5BD, 0xAD...0xAD] {
            for scalar in mark { table[scalar] = 0 }
        }
        return table
    }()

    private static let letters = [
        ("ё", "е"), ("Ё", "Е"), ("ґ", "г"), ("Ґ", "Г"),
        ("آأإٱ", "ا"), ("ىی", "ي"), ("ة", "ه"), ("ک", "ك"),
        ("άΆ", "α"), ("έΈ", "ε"), ("ήΉ", "η"), ("ίΊϊΐΪ", "ι"), ("όΌ", "ο"), ("ύΎϋΰΫ", "υ"), ("ώΏ", "ω"), ("ς", "σ"),
        ("đĐ", "d"), ("łŁ", "l"), ("øØ", "o"), ("ıİ", "i"),
    ]
}
