/// A title as a key: the same for "UPDATE 1-Talks begin", "Talks begin (종합)" and "TALKS BEGIN | Home".
enum TitleKey {
    /// The words of a title without the outlet's name and the marks that outlets put at its ends.
    static func core(of title: String) -> [Token] {
        let title = withoutOutlet(String(title.prefix(longestTitle)))
        var core = Tokenizer.tokens(of: title)[...]
        for mark in opening where core.count > mark.count + 2 && core.starts(with: mark) {
            core = core.dropFirst(mark.count)
            if core.first?.kind == .number, numbered.contains(mark) { core = core.dropFirst() }
            break
        }
        for mark in closing where core.count > mark.count + 2 && core.suffix(mark.count).elementsEqual(mark) {
            core = core.dropLast(mark.count)
            break
        }
        return Array(core)
    }

    /// Of a title's core; nil when it is too short to be told from others.
    static func of(_ core: [Token]) -> UInt64? {
        guard core.words >= 3 else { return nil }
        var mixer = Fingerprint.Mixer()
        for token in core { mixer.mix(token.hash) }
        return mixer.finish()
    }

    /// In characters.
    private static let longestTitle = 1000

    /// Aggregators put the outlet behind a headline, and sites their name: "Talks begin in the capital - The Herald".
    private static func withoutOutlet(_ title: String) -> String {
        for separator in [" | ", "｜", " - ", " – ", " — ", "_"] {
            guard let range = title.ranges(of: separator).last else { continue }
            let name = Tokenizer.tokens(of: String(title[range.upperBound...]))
            guard name.words <= 4, !name.contains(where: { $0.kind == .number }) else { return title }
            let headline = String(title[..<range.lowerBound])
            return Tokenizer.tokens(of: headline).words >= 5 ? headline : title
        }
        return title
    }

    private static let opening = tokens(of: [
        "update", "updated", "corrected", "correction", "refile", "wrapup", "roundup", "rpt", "lead", "1st ld",
        "2nd ld",
        "3rd ld", "ld", "breaking news", "breaking", "exclusive", "urgent", "срочно", "обновлено", "дополнено",
        "молния",
        "속보", "단독", "1보", "2보", "快讯", "快訊", "速報", "更新", "urgente", "última hora", "actualización", "maj",
        "actualisé", "eilmeldung", "عاجل", "cập nhật",
    ])

    /// Marks that a number follows: UPDATE 1.
    private static let numbered = tokens(of: ["update", "wrapup", "roundup"])

    private static let closing = tokens(of: [
        "종합", "종합2보", "종합3보", "종합4보", "2보", "3보", "속보", "update", "updated", "home", "更新",
    ])

    private static func tokens(of marks: [String]) -> [[Token]] { marks.map { Tokenizer.tokens(of: $0) } }
}
