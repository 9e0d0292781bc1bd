/// Words that are written with a full stop after them, so that the stop ends no sentence.
///
/// Knowledge of the languages, not of any topic. Single letters, as in initials and `U.S.`, need no entry.
enum Abbreviations {
    static func words(_ alphabet: Alphabet) -> ShortWordSet {
        ShortWordSet(list.split(separator: " ").compactMap { ShortWord($0, alphabet) })
    }

    static var letters: Set<Unicode.Scalar> { Set(list.unicodeScalars) }

    /// Folded, by language: titles, ranks, months, units and references; longer ones stand before names too rarely to
    /// matter.
    private static let list = """
        mr mrs ms dr prof gen lt col sgt capt maj cmdr sen rep gov pres st jr sr no nos art vol inc ltd co corp vs adm \
        amb rev hon jan feb mar apr jun jul aug sep sept oct nov dec fig pp ed al etc \
        bzw ca nr abs str mio mrd usw evtl inkl hrsg tel \
        mm mme mlle av sra srta ud uds ee uu pag num gral \
        tp ts gs pgs ths \
        гг гр им ул тыс млн млрд руб ст стр см др пр проф акад ген мин гос обл чел пос корп \
        тис грн вул \
        plk sw ul tys mln mld ust
        """
}
