/// Names of encodings, as documents and servers write them, into names that the converters know.
enum EncodingName {
    /// - Returns: Upper case, or `nil` where no converter knows such an encoding.
    static func known(_ written: String) -> String? {
        let name = written.uppercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        guard !name.isEmpty, name.utf8.count <= 40, name.utf8.allSatisfy(isNameByte) else { return nil }
        if name == "UTF-8" || name == "UTF8" { return "UTF-8" }
        let spellings = spellings(of: name)
        let candidates = spellings.compactMap { meant[$0] } + spellings
        return candidates.first(where: CharacterConversion.knows)
    }

    /// The name as written and as it may be registered: hyphens for underscores, no year of the standard behind it, the
    /// number of an IBM code page alone.
    private static func spellings(of name: String) -> [String] {
        var hyphenated = name.replacing("_", with: "-")
        if hyphenated.hasPrefix("X-") { hyphenated.removeFirst(2) }
        var all = [name, hyphenated]
        for (short, long) in [("ISO8859", "ISO-8859"), ("ISO2022", "ISO-2022"), ("ISO-2022JP", "ISO-2022-JP")]
        where hyphenated.hasPrefix(short) {
            hyphenated = long + hyphenated.dropFirst(short.count)
            all.append(hyphenated)
        }
        let parts = hyphenated.split(separator: "-")
        if let year = parts.last, parts.count > 1, year.count == 4, year.allSatisfy(\.isNumber) {
            all.append(parts.dropLast().joined(separator: "-"))
        }
        if parts.first == "TIS" { all.append("TIS-620") }
        all.append(hyphenated.replacing("-", with: ""))
        let digits = name.reversed().prefix { $0.isNumber }.reversed()
        if (3...5).contains(digits.count) { all += ["CP" + digits, "IBM" + digits] }
        return all
    }

    /// The superset that is really meant, as browsers take it (WHATWG Encoding Standard, section 4.2), and names under
    /// which the converters keep what others call differently.
    private static let meant: [String: String] = [
        "ISO-8859-1": "WINDOWS-1252", "ISO-8859": "WINDOWS-1252", "8859": "WINDOWS-1252", "LATIN1": "WINDOWS-1252",
        "LATIN-1": "WINDOWS-1252", "LATIN": "WINDOWS-1252", "L1": "WINDOWS-1252", "US-ASCII": "WINDOWS-1252",
        "ASCII": "WINDOWS-1252", "ISO-8859-9": "WINDOWS-1254", "ISO-8859-11": "CP874", "TIS-620": "CP874",
        "THAI": "CP874", "WINDOWS-874": "CP874", "L9": "ISO-8859-15", "ELOT-928": "ISO-8859-7",
        "GB2312": "GB18030", "GB-2312": "GB18030", "GB2312-80": "GB18030", "GB-2312-80": "GB18030", "EUC-CN": "GB18030",
        "GBK": "GB18030", "HZ-GB-2312": "HZ", "HZ-GB": "HZ", "HZGB": "HZ",
        "EUC-KR": "CP949", "EUCKR": "CP949", "KS-C-5601-1987": "CP949", "KSC5601": "CP949", "UHC": "CP949",
        "WINDOWS-949": "CP949", "MS949": "CP949",
        "SHIFT-JIS": "CP932", "SJIS": "CP932", "WINDOWS-31J": "CP932", "MS932": "CP932", "U-JIS": "EUC-JP",
        "EUC-JIS-2004": "EUC-JISX0213", "EUCJIS2004": "EUC-JISX0213", "EUC-JIS2004": "EUC-JISX0213",
        "JISX0213": "EUC-JISX0213", "ISO-2022-JP-2004": "ISO-2022-JP-3", "ISO-2022-JP-EXT": "ISO-2022-JP-2",
        "BIG5": "BIG5-HKSCS", "BIG-5": "BIG5-HKSCS",
        "UNICODE": "UTF-16", "UNICODE-1-1-UTF-8": "UTF-8", "CP866U": "CP1125", "CYRILLIC-ASIAN": "PT154",
        "PTCP154": "PT154", "CSPTCP154": "PT154", "CP154": "PT154", "CP1051": "HP-ROMAN8", "IBM1051": "HP-ROMAN8",
        "MACROMAN": "MACINTOSH", "MAC-ROMAN": "MACINTOSH", "MACCYRILLIC": "MAC-CYRILLIC", "MACGREEK": "MACGR",
        "MACTURKISH": "MACTR", "MACICELAND": "MAC-IS", "MACLATIN2": "MACCE", "MACCENTEURO": "MACCE",
        "MACCENTRALEUROPE": "MACCE", "CP-IS": "CP861",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isDigit || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x3A
    }
}
