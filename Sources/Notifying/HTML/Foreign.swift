import NewsModel

/// Text in a language that is not the page's, with its language and direction.
enum Foreign {
    /// ` lang="ar" dir="rtl"` for an element that holds the text; nothing for English.
    static func attributes(_ text: String, language: String?) -> String {
        guard let tag = LanguageTag(language) else { return " dir=\"auto\"" }
        if tag.language == "en" { return "" }
        return " lang=\"\(tag.text)\" dir=\"\(tag.isRightToLeft ? "rtl" : "auto")\""
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
}
