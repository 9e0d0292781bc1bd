import NewsModel

/// Text in a language that is not the page's, with its language and direction.
enum Foreign {
    /// ` lang="ar" dir="rtl"` for an element that holds the text; nothing for English.
    ///
    /// A feed's word on its language is not always true, so the direction needs letters that run from the right.
    static func attributes(_ text: String, language: String?) -> String {
        let tag = LanguageTag(language)
        var attributes = tag.flatMap { $0.language == "en" ? nil : " lang=\"\($0.text)\"" } ?? ""
        if text.unicodeScalars.contains(where: runsFromTheRight) {
            attributes += tag?.isRightToLeft == true ? " dir=\"rtl\"" : " dir=\"auto\""
        }
        return attributes
    }

    /// The text in a `span` of its own.
    static func span(_ text: String, language: String?, limit: Int) -> String {
        "<span\(attributes(text, language: language))>\(Markup.line(text, limit: limit))</span>"
    }

    /// A name or a few words, so set apart that their direction does not turn their surroundings.
    ///
    /// An article's own words in ASCII, whatever its language, are left alone: they are names or English.
    static func name(_ text: String, language: String?) -> String {
        let escaped = Markup.line(text, limit: 80)
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return escaped }
        let tag = LanguageTag(language).flatMap { $0.language == "en" ? nil : " lang=\"\($0.text)\"" } ?? ""
        return "<bdi\(tag)>\(escaped)</bdi>"
    }

    /// Hebrew, Arabic and the scripts around them.
    ///
    /// Source: Unicode Bidi_Class R and AL by block.
    private static func runsFromTheRight(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
