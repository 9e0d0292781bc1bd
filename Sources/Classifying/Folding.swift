import Foundation

/// What a code point becomes before it is compared: the differences that spelling, fonts and keyboards make are gone.
///
/// Compatibility forms (full-width, ligatures, presentation forms) and case are folded for every script, the variants of
/// a Chinese character to one. Marks are dropped where readers do without them: after Latin and Greek letters, Arabic
/// vowel signs and hamza carriers, Hebrew points, Russian stress and the dots of ё. They are kept where they make another
/// letter: й, ї, Japanese voicing, Korean syllables.
enum Folding {
    /// The folded forms of the 256 code points of a page, by their low byte; an empty form means "leave it out".
    ///
    /// One call of the normalizer does the whole page, with a separator after each code point.
    static func page(_ number: Int) -> [[Unicode.Scalar]] {
        let separator: Unicode.Scalar = "\u{1}"
        var source = String.UnicodeScalarView()
        for low in 0..<256 {
            if let scalar = Unicode.Scalar(UInt32(number * 256 + low)), scalar != separator { source.append(scalar) }
            source.append(separator)
        }
        let composed = String(source).lowercased().precomposedStringWithCompatibilityMapping
        let forms = composed.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false)
        return (0..<256).map { low in low < forms.count ? reduced(forms[low]) : [] }
    }

    /// The folded form of a text, for the forms that a topic file lists.
    static func folded(_ text: String) -> [Unicode.Scalar] {
        // In ASCII only the case differs; asking the normalizer costs more than the rest of reading a form.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased().utf8.map { Unicode.Scalar($0) } }
        let lowered = text.lowercased()
        if lowered.unicodeScalars.allSatisfy(isNormal) { return reduced(lowered.unicodeScalars) }
        return reduced(lowered.precomposedStringWithCompatibilityMapping.unicodeScalars)
    }

    /// What normalization leaves alone, whatever stands beside it in a run of such.
    private static func isNormal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x7F, 0x0430...0x045F, 0x0621...0x064A: true
        case 0x3041...0x3096, 0x30A1...0x30FC, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }

    /// Whether a letter is surely still one when it is folded; of other code points it says nothing.
    static func keepsLetter(_ scalar: Unicode.Scalar) -> Bool {
        isNormal(scalar) && !isDropped(scalar) && ScriptRanges.isWordLetter(scalar)
    }

    private static func reduced(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in scalars {
            if scalar.isASCII || ScriptRanges.isHangul(scalar.value) {
                result.append(scalar)
            } else if let letter = letters[scalar] {
                result.append(letter)
            } else if let pair = pairs[scalar] {
                result += pair
            } else if dropsMarks(scalar) {
                var view = String.UnicodeScalarView()
                view.append(scalar)
                let parts = String(view).decomposedStringWithCanonicalMapping.unicodeScalars
                result.append(contentsOf: parts.filter { !isDropped($0) }.map { letters[$0] ?? $0 })
            } else if !isDropped(scalar) {
                result.append(HanVariants.folded(scalar))
            }
        }
        return result
    }

    /// Latin, Greek and Arabic: the scripts whose marks are left out.
    private static func dropsMarks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00C0...0x024F, 0x0370...0x03FF, 0x0600...0x06FF, 0x1E00...0x1FFF: true
        default: false
        }
    }

    /// Marks and invisible characters that no comparison should see.
    static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x02B9, 0x02BA, 0x02BE, 0x02BF: true  // primes and half rings of transliterations
        case 0x0300...0x036F: true  // combining marks; those that make another letter are composed by the caller
        case 0x0591...0x05BD, 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7: true  // Hebrew points
        case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC: true  // Arabic signs and tatweel
        case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: true  // variation selectors
        default: false
        }
    }

    /// Letters that no normalization form folds.
    private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
        "ё": "е", "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t",
        "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ґ": "г",
        "\u{2BB}": "'", "\u{2BC}": "'",
    ]

    /// Letters that are spelt with two where they are missing.
    private static let pairs: [Unicode.Scalar: [Unicode.Scalar]] = [
        "ß": ["s", "s"], "æ": ["a", "e"], "œ": ["o", "e"],
    ]

    /// The one letter that a letter and a mark after it stand for, where the mark may not be dropped.
    ///
    /// Korean syllables by arithmetic (Unicode Standard, section 3.12); Cyrillic and kana by table.
    static func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        let (first, second) = (base.value, mark.value)
        switch second {
        case 0x0306: return base == "и" ? "й" : nil
        case 0x0308: return base == "і" ? "ї" : nil
        case 0x1161...0x1175 where (0x1100...0x1112).contains(first):
            return Unicode.Scalar(0xAC00 + (first - 0x1100) * 588 + (second - 0x1161) * 28)
        case 0x11A8...0x11C2 where (0xAC00...0xD7A3).contains(first) && (first - 0xAC00) % 28 == 0:
            return Unicode.Scalar(first + second - 0x11A7)
        case 0x3099 where (0x304B...0x30FD).contains(first):
            return first == 0x30A6 ? "ヴ" : Unicode.Scalar(first + 1)
        case 0x309A where (0x306F...0x30DB).contains(first):
            return Unicode.Scalar(first + 2)
        default: return nil
        }
    }
}
