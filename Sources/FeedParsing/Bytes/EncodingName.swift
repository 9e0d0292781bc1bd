/// Names of encodings, as documents and servers write them, into names that iconv knows.
enum EncodingName {
    /// - Returns: Upper case, or `nil` where iconv knows no such encoding.
    static func known(_ written: String) -> String? {
        let name = written.uppercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        guard !name.isEmpty, name.utf8.count <= 40, name.utf8.allSatisfy(isNameByte) else { return nil }
        if let wider = widened[name] { return wider }
        var candidates = [name, name.replacing("_", with: "-"), name.replacing("_", with: "")]
        if let digits = trailingDigits(of: name) { candidates += ["CP" + digits, "IBM" + digits] }
        if name.hasPrefix("X-") { candidates.append(String(name.dropFirst(2))) }
        return candidates.lazy.map { widened[$0] ?? $0 }.first(where: CharacterConversion.knows)
    }

    /// The superset that is really meant, as browsers take it (WHATWG Encoding Standard, section 4.2), and names
    /// that glibc lacks.
    private static let widened: [String: String] = [
        "ISO-8859-1": "WINDOWS-1252", "ISO8859-1": "WINDOWS-1252", "ISO_8859-1": "WINDOWS-1252",
        "LATIN1": "WINDOWS-1252", "LATIN-1": "WINDOWS-1252", "L1": "WINDOWS-1252", "US-ASCII": "WINDOWS-1252",
        "ASCII": "WINDOWS-1252", "ISO-8859-9": "WINDOWS-1254", "ISO-8859-11": "WINDOWS-874", "TIS-620": "WINDOWS-874",
        "GB2312": "GB18030", "GB-2312": "GB18030", "GB_2312-80": "GB18030", "EUC-CN": "GB18030", "GBK": "GB18030",
        "EUC-KR": "CP949", "EUCKR": "CP949", "KS_C_5601-1987": "CP949", "KSC5601": "CP949", "UHC": "CP949",
        "WINDOWS-949": "CP949", "MS949": "CP949",
        "SHIFT_JIS": "CP932", "SHIFT-JIS": "CP932", "SJIS": "CP932", "X-SJIS": "CP932", "WINDOWS-31J": "CP932",
        "MS932": "CP932", "BIG5": "BIG5-HKSCS", "BIG-5": "BIG5-HKSCS",
        "WINDOWS-874": "CP874", "UTF8": "UTF-8", "UNICODE": "UTF-16", "UNICODE-1-1-UTF-8": "UTF-8",
        "MACINTOSH": "MACINTOSH", "MACROMAN": "MACINTOSH", "X-MAC-ROMAN": "MACINTOSH", "MAC-ROMAN": "MACINTOSH",
        "MACTURKISH": "MACINTOSH", "X-MAC-CYRILLIC": "MAC-CYRILLIC", "MACCYRILLIC": "MAC-CYRILLIC",
    ]

    private static func trailingDigits(of name: String) -> String? {
        let digits = name.reversed().prefix { $0.isNumber }.reversed()
        guard (3...5).contains(digits.count) else { return nil }
        return String(digits)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isDigit || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x3A
    }
}
