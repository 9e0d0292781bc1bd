/// What the matcher needs to know of scripts: which put spaces between words, and what ends a sentence.
enum ScriptRanges {
    /// The kind of every code point of a page, for the large blocks where all fold to themselves.
    static func kindOfWholePage(_ number: Int) -> SymbolTable.Kind? {
        switch number {
        case 0x34...0x4C, 0x4E...0x9E, 0x200...0x3FF: .unspaced  // Han
        case 0xAC...0xD6: .spaced  // Hangul syllables
        case 0xD8...0xF8: .boundary  // surrogates and private use
        case 0x1F0...0x1FF: .boundary  // emoji and pictographs
        case 0x100...0x1D3, 0x1D8...0x1EF, 0x400...0x10FF: .spaced  // rare scripts, no case to fold
        default: nil
        }
    }

    /// Han, kana, Bopomofo, Thai, Lao, Myanmar and Khmer.
    static func isUnspaced(_ value: UInt32) -> Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
        case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x312F, 0x31A0...0x4DBF, 0x4E00...0x9FFF:
            true
        case 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    static func isHangul(_ value: UInt32) -> Bool { (0xAC00...0xD7A3).contains(value) }

    static func isArabic(_ value: UInt32) -> Bool { (0x0600...0x06FF).contains(value) }

    static func isWordLetter(_ letter: Unicode.Scalar) -> Bool {
        switch letter.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x4E00...0x9FFF, 0xAC00...0xD7A3: return true
        case ..<0x80: return false
        default: break
        }
        return switch letter.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default: false
        }
    }

    /// Marks that `Folding.composed` may join to the letter before them.
    static func combines(_ value: UInt32) -> Bool {
        switch value {
        case 0x0306, 0x0308, 0x1161...0x1175, 0x11A8...0x11C2, 0x3099, 0x309A, 0xFF9E, 0xFF9F: true
        default: false
        }
    }

    static let stops: [Unicode.Scalar: SymbolTable.Kind] = [
        ".": .stop, "!": .stop, "?": .stop, "…": .stop,
        "。": .fullStop, "！": .fullStop, "？": .fullStop, "｡": .fullStop, "．": .stop, "؟": .fullStop, "۔": .fullStop,
        "।": .fullStop, "\u{2028}": .newline, "\u{2029}": .newline, "\u{85}": .newline,
        "\n": .newline,
    ]
}
