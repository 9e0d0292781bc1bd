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

    /// A name or a few words of unknown direction that must not turn their surroundings.
    static func isolated(_ text: String, limit: Int) -> String {
        let escaped = Markup.line(text, limit: limit)
        return text.utf8.allSatisfy { $0 < 0x80 } ? escaped : "<bdi>\(escaped)</bdi>"
    }
}
