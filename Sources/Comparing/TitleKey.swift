/// A title as a key: the same for "UPDATE 1-Talks begin", "Talks begin (종합)" and "TALKS BEGIN | Home".
enum TitleKey {
    /// The words of a title without the outlet's name and the marks that outlets put at its ends.
    static func core(of title: String) -> [Token] {
        var title = title.composed
        var core = title.withUTF8 { bytes in
            Tokenizer.tokens(ofComposed: OutletName.removed(from: bytes), limit: longestTitle)
        }[...]
        if let first = core.first,
            let mark = opening[first.hash]?.first(where: { stands($0, core.prefix($0.count), core) })
        {
            core = core.dropFirst(mark.count)
            if core.first?.kind == .number, numbered.contains(mark) { core = core.dropFirst() }
        }
        if let last = core.last,
            let mark = closing[last.hash]?.first(where: { stands($0, core.suffix($0.count), core) })
        {
            core = core.dropLast(mark.count)
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

    private static func stands(_ mark: [Token], _ place: ArraySlice<Token>, _ core: ArraySlice<Token>) -> Bool {
        core.count > mark.count + 2 && place.elementsEqual(mark)
    }

    /// In tokens.
    private static let longestTitle = 300

    /// By the hash of their first word, in the order in which they are tried.
    private static let opening = Dictionary(
        grouping: tokens(of: [
            "update", "updated", "corrected", "correction", "refile", "wrapup", "roundup", "rpt", "lead", "1st ld",
            "2nd ld", "3rd ld", "ld", "breaking news", "breaking", "exclusive", "urgent", "срочно", "обновлено",
            "дополнено", "молния", "속보", "단독", "1보", "2보", "快讯", "快訊", "速報", "更新", "urgente",
            "última hora", "actualización", "maj", "actualisé", "eilmeldung", "عاجل", "cập nhật",
        ]), by: { $0[0].hash })

    /// Marks that a number follows: UPDATE 1.
    private static let numbered = Set(tokens(of: ["update", "wrapup", "roundup"]))

    /// By the hash of their last word, in the order in which they are tried.
    private static let closing = Dictionary(
        grouping: tokens(of: [
            "종합", "종합2보", "종합3보", "종합4보", "2보", "3보", "속보", "update", "updated", "home", "更新",
        ]), by: { $0[$0.count - 1].hash })

    private static func tokens(of marks: [String]) -> [[Token]] { marks.map { Tokenizer.tokens(of: $0) } }
}
