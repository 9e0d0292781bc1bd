/// What a scalar is to the tokenizer, and what it is folded to.
enum ScalarClass: Equatable {
    case letter(UInt32, Token.Kind)
    case digit(UInt32)
    /// Says nothing: a vowel sign, an invisible mark, a soft hyphen.
    case ignored
    /// Joins when it stands between two letters.
    case apostrophe
    case space
    /// Ends a clause.
    case boundary(Token.Break)
    /// A comma, a hyphen, a quotation mark, a symbol.
    case other
}

extension ScalarClass {
    private static let ascii: [ScalarClass] = (UInt32(0)..<128).map { value in
        switch value {
        case 0x30...0x39: .digit(value)
        case 0x41...0x5A: .letter(value + 32, .word)
        case 0x61...0x7A: .letter(value, .word)
        case 0x27: .apostrophe
        case 0x09, 0x0D, 0x20: .space
        case 0x0A, 0x21, 0x2E, 0x3B, 0x3F: .boundary(.sentence)
        case 0x28, 0x29, 0x3A, 0x3C, 0x3D, 0x3E, 0x5B, 0x5D, 0x7C: .boundary(.mark)
        default: .other
        }
    }

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        guard value >= 128 else {
            self = Self.ascii[Int(value)]
            return
        }
        self = Self.wide(scalar, value)
    }

    private static func wide(_ scalar: Unicode.Scalar, _ value: UInt32) -> ScalarClass {
        switch value {
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: .ignored
        case 0x2018, 0x2019, 0x02BC, 0xFF07: .apostrophe
        case 0x2026, 0x2028, 0x2029, 0x3002, 0x061B, 0x061F, 0x06D4, 0x0964: .boundary(.sentence)
        case 0x2013...0x2015, 0x2022, 0x3008...0x3011, 0x3014...0x301B, 0x25A0...0x27BF, 0xFF5C: .boundary(.mark)
        case 0x0410...0x042F: .letter(value + 32, .word)
        case 0x0401, 0x0451: .letter(0x0435, .word)
        case 0x0430...0x044F: .letter(value, .word)
        case 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06ED, 0x0591...0x05C7: .ignored
        case 0x0622, 0x0623, 0x0625, 0x0671: .letter(0x0627, .word)
        case 0x0649, 0x06CC: .letter(0x064A, .word)
        case 0x0629: .letter(0x0647, .word)
        case 0x06A9: .letter(0x0643, .word)
        case 0xAC00...0xD7A3: .letter(value, .hangul)
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005: .letter(value, .ideograph)
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x31F0...0x31FF: .letter(value, .kana)
        case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0ECD, 0x1000...0x103F, 0x1050...0x109D, 0x1780...0x17D3:
            .letter(value, .abugida)
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0).map { ScalarClass($0) } ?? .other
        default: byProperty(scalar)
        }
    }

    private static func byProperty(_ scalar: Unicode.Scalar) -> ScalarClass {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter:
            return .letter(properties.lowercaseMapping.unicodeScalars.first?.value ?? scalar.value, .word)
        case .lowercaseLetter, .otherLetter, .modifierLetter, .letterNumber, .spacingMark:
            return .letter(scalar.value, .word)
        case .nonspacingMark, .enclosingMark, .format, .control:
            // Indian vowel signs are no decoration, they tell words apart.
            return (0x0900...0x0DFF).contains(scalar.value) ? .letter(scalar.value, .word) : .ignored
        case .decimalNumber:
            return .digit(UInt32(properties.numericValue ?? 0) + 0x30)
        case .spaceSeparator:
            return .space
        case .lineSeparator, .paragraphSeparator, .openPunctuation, .closePunctuation, .dashPunctuation:
            return .boundary(.mark)
        default:
            return .other
        }
    }
}
