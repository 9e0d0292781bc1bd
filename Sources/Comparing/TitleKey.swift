/// A title as a key: the same for "UPDATE 1-Talks begin", "Talks begin (종합)" and "TALKS BEGIN | Home".
enum TitleKey {
    /// The words of a title without the marks that outlets put at its ends.
    static func core(_ title: [Token]) -> [Token] {
        var core = title[...]
        for mark in opening where core.starts(with: mark) && core.count > mark.count + 2 {
            core = core.dropFirst(mark.count)
            if core.first?.kind == .number, mark.count == 1, numbered.contains(mark[0].hash) { core = core.dropFirst() }
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

    private static let opening = [
        "update", "corrected", "refile", "wrapup", "breaking", "breaking news", "exclusive", "updated", "correction",
        "rpt",
        "срочно", "обновлено", "молния", "속보", "단독", "1보", "2보", "快讯", "快訊", "速報", "更新", "urgente", "última hora",
        "urgent", "eilmeldung", "عاجل", "cập nhật",
    ].map { Tokenizer.tokens(of: $0) }

    private static let numbered = Set(["update", "wrapup"].flatMap { Tokenizer.tokens(of: $0).map(\.hash) })

    private static let closing = ["종합", "종합2보", "종합3보", "2보", "3보", "속보", "update", "updated", "home"].map {
        Tokenizer.tokens(of: $0)
    }
}
