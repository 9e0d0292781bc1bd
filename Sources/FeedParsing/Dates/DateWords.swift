/// Words of dates, in the languages in which feeds have been seen to write them.
enum DateWords {
    /// 1...12, by the word in lower case without a full stop.
    static func month(_ word: String) -> Int? { months[word] }

    /// Sunday is 0; English alone, where it decides between day and month.
    static func weekday(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        return ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].firstIndex { word.hasPrefix($0) }
    }

    /// A half of the day, and the zone of the country whose word it is.
    static func halfDay(_ word: String) -> (isAfternoon: Bool, zoneHours: Int?)? {
        switch word {
        case "am", "πμ": (false, nil)
        case "pm", "μμ": (true, nil)
        case "오전": (false, 9)
        case "오후": (true, 9)
        case "午前": (false, 9)
        case "午後": (true, 9)
        case "上午": (false, 8)
        case "下午": (true, 8)
        default: nil
        }
    }

    private static let months: [String: Int] = {
        var table: [String: Int] = [:]
        for names in lists {
            for (index, names) in names.split(separator: " ").enumerated() {
                for name in names.split(separator: "|") { table[String(name)] = index + 1 }
            }
        }
        return table
    }()

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
