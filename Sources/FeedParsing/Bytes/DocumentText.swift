import NewsModel

/// A document's bytes as UTF-8, and how they came to be so.
struct DocumentText {
    var utf8: [UInt8]
    var encoding: TextEncoding
    var mended: [String] = []

    /// Climbs the ladder: the setting, the byte order mark, the XML declaration, the server's charset, strict UTF-8,
    /// a guess.
    ///
    /// A step is passed over when its encoding is unknown or plainly does not fit the bytes, save for the setting.
    init(_ bytes: [UInt8], charset: String?, setting: String?) throws(FeedParseError) {
        if let setting {
            guard let name = EncodingName.known(setting), let text = Self.converted(bytes, from: name, limit: .max)
            else {
                throw .undecodable(encoding: setting)
            }
            self.init(utf8: text.utf8, encoding: TextEncoding(name: name, step: .setting))
            noteInvalid(text.invalid)
        } else {
            self = Self.climb(bytes, charset: charset)
        }
        ControlCharacters.mend(&utf8)
        if Mojibake.isLikely(in: utf8) { encoding.looksGarbled = true }
    }

    private init(utf8: [UInt8], encoding: TextEncoding) {
        self.utf8 = utf8
        self.encoding = encoding
    }

    private static func climb(_ bytes: [UInt8], charset: String?) -> DocumentText {
        let opening = bytes.withUnsafeBufferPointer { DocumentOpening($0) }
        if let mark = opening.mark {
            let body = Array(bytes.dropFirst(mark.length))
            return decoded(body, from: mark.encoding, step: .byteOrderMark) ?? guessed(body)
        }
        let named: [(String?, TextEncoding.Step)] = [(opening.declaredEncoding, .declaration), (charset, .httpCharset)]
        let isUTF8 = bytes.withUnsafeBufferPointer { UTF8Check.isValid($0) }
        for (written, step) in named {
            guard let written, var name = EncodingName.known(written) else { continue }
            if let family = opening.family {
                // The pattern of the first bytes is stronger than a name that contradicts it.
                guard step == .declaration || family.isCompatible(with: name) else { continue }
                if !family.isCompatible(with: name) { name = family.encoding }
            } else if DocumentOpening.Family.isWide(name) {
                // "UTF-16" over bytes that are plainly ASCII's: a declaration copied from elsewhere.
                continue
            }
            // Servers and templates name an old encoding out of habit. Bytes that are UTF-8 from end to end, with some
            // characters beyond ASCII among them, are that by chance in no text.
            if isUTF8, name != "UTF-8", isUTF8Beyond(chance: bytes, of: name) { continue }
            if name == "UTF-8" {
                if isUTF8 { return DocumentText(utf8: bytes, encoding: TextEncoding(name: name, step: step)) }
                guard mostlyUTF8(bytes) else { continue }
            }
            if name != "UTF-8", let text = mixed(bytes, with: name) { return text }
            if let text = decoded(bytes, from: name, step: step) { return text }
        }
        if let family = opening.family, let text = decoded(bytes, from: family.encoding, step: .guess) { return text }
        if isUTF8 { return DocumentText(utf8: bytes, encoding: TextEncoding(name: "UTF-8", step: .utf8)) }
        return guessed(bytes)
    }

    private static func mixed(_ bytes: [UInt8], with name: String) -> DocumentText? {
        guard let text = bytes.withUnsafeBufferPointer({ MixedText.utf8($0, elsewhere: name) }) else { return nil }
        var document = DocumentText(utf8: text.utf8, encoding: TextEncoding(name: "UTF-8", step: .utf8))
        document.mended.append("\(text.invalid) bytes that are not UTF-8 read as \(name)")
        return document
    }

    /// Whether so many characters are UTF-8's that it is no accident of another encoding.
    private static func isUTF8Beyond(chance bytes: [UInt8], of name: String) -> Bool {
        // In Latin's encodings each would be an accented capital with a sign behind it.
        let isLatin = name == "WINDOWS-1252" || name == "ISO-8859-15"
        return bytes.withUnsafeBufferPointer { UTF8Check($0).multibyte } >= (isLatin ? 2 : 6)
    }

    /// More characters than wrong bytes: UTF-8 with a few accidents.
    private static func mostlyUTF8(_ bytes: [UInt8]) -> Bool {
        let check = bytes.withUnsafeBufferPointer { UTF8Check($0) }
        return check.multibyte > check.invalid
    }

    /// `nil` when more than one byte in fifty is wrong.
    private static func decoded(_ bytes: [UInt8], from name: String, step: TextEncoding.Step) -> DocumentText? {
        guard let text = converted(bytes, from: name, limit: max(4, bytes.count / 50)) else { return nil }
        var document = DocumentText(utf8: text.utf8, encoding: TextEncoding(name: name, step: step))
        document.noteInvalid(text.invalid)
        return document
    }

    private static func guessed(_ bytes: [UInt8]) -> DocumentText {
        let mostlyUTF8 = mostlyUTF8(bytes)
        let name = mostlyUTF8 ? "UTF-8" : bytes.withUnsafeBufferPointer { EncodingGuess.best(for: $0) }
        guard let text = converted(bytes, from: name, limit: .max) else {
            return DocumentText(utf8: [], encoding: TextEncoding(name: name, step: .guess))
        }
        var document = DocumentText(
            utf8: text.utf8, encoding: TextEncoding(name: name, step: mostlyUTF8 ? .utf8 : .guess))
        document.noteInvalid(text.invalid)
        return document
    }

    private static func converted(_ bytes: [UInt8], from name: String, limit: Int) -> CharacterConversion.Result? {
        bytes.withUnsafeBufferPointer { buffer in
            if name == "UTF-8", UTF8Check.isValid(buffer) { return .init(utf8: bytes, invalid: 0) }
            return CharacterConversion.utf8(buffer, from: name, invalidLimit: limit)
        }
    }

    private mutating func noteInvalid(_ count: Int) {
        if count > 0 { mended.append("\(count) bytes that are not \(encoding.name) replaced by U+FFFD") }
    }
}
