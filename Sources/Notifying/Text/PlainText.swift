/// Text from elsewhere, made fit to be shown anywhere: in a terminal, a log, a page or a message.
///
/// Headlines are hostile: control characters drive terminals, direction overrides let a text pretend to be another one,
/// and line breaks forge lines. What is left here is one line (or lines) of visible characters, still to be escaped
/// for its destination. Source: Unicode TR 36 section 3, CVE-2021-42574.
package enum PlainText {
    /// One line: every run of white space, line breaks included, becomes one space.
    package static func line(_ text: String) -> String {
        if isCleanLine(text) { return text }
        // Bytes: a string takes scalars one by one at several times the cost.
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var owesSpace = false
        for scalar in text.unicodeScalars where !isForbidden(scalar) || isBreak(scalar) {
            if isSpace(scalar) || isBreak(scalar) {
                owesSpace = !result.isEmpty
                continue
            }
            if owesSpace { result.append(UInt8(ascii: " ")) }
            owesSpace = false
            result += scalar.utf8
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Lines: each is clean, empty ones are left out.
    package static func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: isBreak).map { line(String(String.UnicodeScalarView($0))) }
            .filter { !$0.isEmpty }
    }

    /// The text with its line breaks as newlines and its spaces as they are.
    ///
    /// For parts of a text, where a space at either end joins it to its neighbour.
    package static func part(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isBreak(scalar) {
                result.append("\n")
            } else if scalar == "\t" {
                result.append(" ")
            } else if !isForbidden(scalar) {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Visible characters with single spaces between them are how most lines come; they are not rebuilt.
    private static func isCleanLine(_ text: String) -> Bool {
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if !(0x21...0x7E).contains(scalar.value) {
                guard !isForbidden(scalar), !isBreak(scalar), !isSpace(scalar) || (scalar == " " && previous != " ")
                else { return false }
            }
            previous = scalar
        }
        return previous != " " || text.isEmpty
    }

    /// The property White_Space without the breaks; asking the library for it costs more than all the rest.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Control characters, direction overrides and isolates, invisible tags, annotations and noncharacters.
    ///
    /// The plain direction marks (U+200E, U+200F, U+061C) and the joiners stay: Arabic, Hebrew and emoji need them.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        case 0xFDD0...0xFDEF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
