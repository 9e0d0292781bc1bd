/// Words of dates, in the languages in which feeds have been seen to write them.
enum DateWords {
    enum Meaning {
        /// 1...12.
        case month(Int)
        /// Sunday is 0. English alone, where it decides between day and month.
        case weekday(Int)
        /// With the zone of the country whose word it is, in hours east of UTC.
        case halfDay(isAfternoon: Bool, zoneHours: Int?)
        /// The number behind it counts weeks.
        case week
        /// Years are counted from the one after this.
        case era(Int)
    }

    /// What a word means, in lower case and without a full stop.
    static func meaning(of word: String) -> Meaning? { table[word] }

    private static let table: [String: Meaning] = {
        var table: [String: Meaning] = [
            "w": .week, "令和": .era(2018), "平成": .era(1988), "民國": .era(1911), "民国": .era(1911),
            "am": .halfDay(isAfternoon: false, zoneHours: nil),
            "pm": .halfDay(isAfternoon: true, zoneHours: nil),
            "πμ": .halfDay(isAfternoon: false, zoneHours: nil), "μμ": .halfDay(isAfternoon: true, zoneHours: nil),
            "오전": .halfDay(isAfternoon: false, zoneHours: 9), "오후": .halfDay(isAfternoon: true, zoneHours: 9),
            "午前": .halfDay(isAfternoon: false, zoneHours: 9), "午後": .halfDay(isAfternoon: true, zoneHours: 9),
            "上午": .halfDay(isAfternoon: false, zoneHours: 8), "下午": .halfDay(isAfternoon: true, zoneHours: 8),
        ]
        for (index, names) in weekdays.split(separator: " ").enumerated() {
            for name in names.split(separator: "|") { table[String(name)] = .weekday(index) }
        }
        for names in lists {
            for (index, names) in names.split(separator: " ").enumerated() {
                for name in names.split(separator: "|") { table[String(name)] = .month(index + 1) }
            }
        }
        return table
    }()

    private static let weekdays =
        "sunday|sun monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat"

    /// One line a language, twelve months each, other spellings behind a bar.
    private static let lists = [
        // English
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
        // German
        "januar|jänner|jän februar|feber märz|mär|mrz april mai juni juli august september oktober|okt november dezember|dez",
        // French
        "janvier|janv février|fevrier|févr|fevr|fév mars avril|avr mai juin juillet|juil août|aout|aoû septembre octobre novembre décembre|decembre|déc",
        // Spanish
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre diciembre|dic",
        // Portuguese
        "janeiro fevereiro|fev março|marco abril maio|mai junho julho agosto setembro|set outubro|out novembro dezembro|dez",
        // Italian
        "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott novembre dicembre",
        // Dutch
        "januari februari maart|mrt april mei juni juli augustus september oktober november december",
        // Swedish, Danish, Norwegian
        "januari februari mars|marts april maj juni juli augusti september oktober november december|desember|des",
        // Polish
        "stycznia|styczeń|sty lutego|luty|lut marca|marzec kwietnia|kwiecień|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz października|październik|paź listopada|listopad|lis grudnia|grudzień|gru",
        // Hungarian
        "január februáru|február március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept október november december",
        // Czech
        "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen listopadu prosince|prosinec",
        // Turkish
        "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara",
        // Indonesian
        "januari pebruari maret april mei juni juli agustus|agu september oktober nopember desember",
        // Russian
        "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
        // Ukrainian
        "січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві травня|травень|тра червня|червень|чер липня|липень|лип серпня|серпень|сер вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис грудня|грудень|гру",
        // Greek
        "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ|φεβρ μαρτίου|μάρτιος|μάρ|μαρ|μάώ|μαώ απριλίου|απρίλιος|απρ μαΐου|μάιος|μάι|μαϊ|μαι|μαΐ|μάϊ ιουνίου|ιούνιος|ιούν|ιον|ιουν ιουλίου|ιούλιος|ιούλ|ιολ|ιουλ αυγούστου|αύγουστος|αύγ|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοέ|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ",
        // Vietnamese and Romanian
        "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie decembrie",
        // Arabic
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ]
}
