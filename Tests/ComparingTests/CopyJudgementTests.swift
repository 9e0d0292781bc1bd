import Comparing
import NewsModel
import Testing

/// Texts written for these tests, in ten languages.
private let reports: [String: ArticleText] = [
    "en": ArticleText(
        title: "Harbour workers in Velmar end three-week strike",
        body: """
            Harbour workers in Velmar voted on Sunday to end a strike that had kept forty ships waiting outside the port. Their \
            union accepted a rise of four percent and two more days of leave. The first container ship is expected to dock on \
            Monday morning.
            """,
        language: "en"),
    "ru": ArticleText(
        title: "Докеры Вельмара прекратили трехнедельную забастовку",
        body: """
            Докеры порта Вельмар проголосовали в воскресенье за прекращение забастовки, из-за которой сорок судов стояли на \
            рейде. Профсоюз согласился на повышение зарплаты и два дополнительных дня отпуска.
            """,
        language: "ru"),
    "ko": ArticleText(
        title: "벨마르 항만 노동자들, 3주 파업 끝내기로",
        body: "벨마르 항만 노동자들이 일요일 투표를 통해 선박 마흔 척의 발을 묶었던 파업을 끝내기로 했다. 노조는 임금 인상과 휴가 이틀 추가를 받아들였다.",
        language: "ko"),
    "zh": ArticleText(
        title: "韦尔马港工人结束三周罢工",
        body: "韦尔马港口工人周日投票决定结束罢工，此前约四十艘货轮因罢工滞留港外。工会接受了加薪和增加两天休假的方案，首艘集装箱船预计周一上午靠泊。",
        language: "zh"),
    "ja": ArticleText(
        title: "ベルマール港の労働者、三週間のストライキ終結へ",
        body: "ベルマール港の労働者は日曜日の投票で、約四十隻の船を足止めしていたストライキを終えることを決めた。労働組合は賃上げと休暇の追加を受け入れた。",
        language: "ja"),
    "ar": ArticleText(
        title: "عمال ميناء فيلمار ينهون إضرابا دام ثلاثة أسابيع",
        body: """
            صوت عمال ميناء فيلمار يوم الأحد لصالح إنهاء الإضراب الذي أبقى أربعين سفينة خارج الميناء، وقبلت النقابة زيادة الأجور \
            ويومين إضافيين من الإجازة السنوية
            """,
        language: "ar"),
    "de": ArticleText(
        title: "Hafenarbeiter in Velmar beenden Streik",
        body: """
            Die Hafenarbeiter von Velmar haben am Sonntag für ein Ende des Streiks gestimmt, der vierzig Schiffe vor dem Hafen \
            festgehalten hatte. Die Gewerkschaft nahm höhere Löhne und zwei zusätzliche Urlaubstage an.
            """,
        language: "de"),
    "vi": ArticleText(
        title: "Công nhân cảng Velmar chấm dứt đình công",
        body: """
            Công nhân cảng Velmar hôm Chủ nhật đã bỏ phiếu chấm dứt cuộc đình công khiến bốn mươi con tàu phải chờ ngoài khơi. \
            Công đoàn chấp nhận mức tăng lương và thêm hai ngày nghỉ phép.
            """,
        language: "vi"),
    "th": ArticleText(
        title: "คนงานท่าเรือเวลมาร์ยุติการนัดหยุดงานสามสัปดาห์",
        body: "คนงานท่าเรือเวลมาร์ลงคะแนนเมื่อวันอาทิตย์ให้ยุติการนัดหยุดงานซึ่งทำให้เรือสี่สิบลำต้องรออยู่นอกท่าเรือ สหภาพแรงงานยอมรับการขึ้นค่าจ้าง",
        language: "th"),
]

private let frames: [String: (before: String, after: String, headline: String)] = [
    "en": (
        "VELMAR, May 5 (NewsWire) — ", " Follow us on social media. All rights reserved.", "Port reopens after deal"
    ),
    "ru": ("ВЕЛЬМАР, 5 мая. ", " Подписывайтесь на наш канал.", "Порт снова работает"),
    "ko": ("(벨마르=통신) 홍길동 기자 = ", " <저작권자 무단 전재-재배포 금지>", "항만 다시 열려"),
    "zh": ("【本报讯】", "（责任编辑：王某）", "港口恢复运作"),
    "ja": ("【ベルマール共同】", "無断転載を禁じます。", "港が再開"),
    "ar": ("فيلمار (وكالات) - ", " جميع الحقوق محفوظة", "الميناء يعود إلى العمل"),
    "de": ("VELMAR (np) - ", " Alle Rechte vorbehalten.", "Hafen wieder offen"),
    "vi": ("(Tin tổng hợp) - ", " Mời độc giả theo dõi trang của chúng tôi.", "Cảng mở cửa trở lại"),
    "th": ("", "", "ท่าเรือเปิดอีกครั้ง"),
]

private func isFoundAndCopy(_ first: ArticleText, _ second: ArticleText, hoursApart: Int = 2) -> Bool {
    let (left, right) = (Sketch(first)?.bands ?? [], Sketch(second)?.bands ?? [])
    return !Set(left).isDisjoint(with: right)
        && CopyJudgement.isCopy(first, second, publishedApart: .seconds(hoursApart * 3600))
        && CopyJudgement.isCopy(second, first, publishedApart: .seconds(-hoursApart * 3600))
}

@Suite("Copies of one text")
struct CopyTests {
    @Test("A dateline, a notice and another headline do not part copies", arguments: reports.keys.sorted())
    func syndicated(language: String) throws {
        let (report, frame) = try (#require(reports[language]), #require(frames[language]))
        var copy = report
        (copy.title, copy.body) = (frame.headline, frame.before + report.body + frame.after)
        #expect(isFoundAndCopy(report, copy))
    }

    @Test(
        "A teaser joins its article", arguments: reports.keys.sorted(),
        ["…", "... Read more", " [+391 chars]", "… (continued)"])
    func truncated(language: String, ending: String) throws {
        let (report, frame) = try (#require(reports[language]), #require(frames[language]))
        var teaser = report
        (teaser.title, teaser.body) = (frame.headline, report.body.prefix(report.body.count / 2) + ending)
        #expect(isFoundAndCopy(report, teaser))
    }

    @Test("The lead of a feed joins the full text of another", arguments: reports.keys.sorted())
    func summary(language: String) throws {
        let report = try #require(reports[language])
        let lead = ArticleText(title: report.title, summary: String(report.body.prefix(report.body.count * 2 / 3)))
        #expect(isFoundAndCopy(report, lead))
    }

    @Test("A headline alone joins its article", arguments: reports.keys.sorted())
    func headlineOnly(language: String) throws {
        let report = try #require(reports[language])
        #expect(isFoundAndCopy(report, ArticleText(title: report.title.uppercased())))
    }

    @Test(
        "Marks of an update are no part of a headline",
        arguments: [
            "UPDATE 2-%", "CORRECTED-%", "%(종합)", "% | Home", "[속보] %", "Breaking news: %", "(2nd LD) %",
            "% - The Velmar Herald", "WRAPUP 3-%",
        ])
    func marked(pattern: String) throws {
        let report = try #require(reports["en"])
        var update = report
        update.title = pattern.replacing("%", with: report.title)
        update.body = "The mayor welcomed the vote and thanked both sides. " + report.body
        #expect(isFoundAndCopy(report, update))
        #expect(isFoundAndCopy(report, ArticleText(title: update.title)))
    }

    @Test("Another spelling of a word in headline and text makes no other story")
    func spelling() {
        let body =
            "Ministers of both states signed a mutual %s pact in Velmar on Sunday, after a summit that went on until midnight."
        let first = ArticleText(
            title: "Ministers sign %s pact in Velmar".replacing("%s", with: "defence"),
            body: body.replacing("%s", with: "defence"))
        let second = ArticleText(
            title: "Ministers sign %s pact in Velmar".replacing("%s", with: "defense"),
            body: body.replacing("%s", with: "defense"))
        #expect(isFoundAndCopy(first, second))
    }

    @Test("A lead rewritten within the day joins under nearly the same title, and only then")
    func rewrittenLead() {
        let first = ArticleText(
            title: "Premier meets harbour workers in Velmar after long strike",
            body:
                "The premier met harbour workers in Velmar on Monday, hours after the end of a strike that cost the port dearly."
        )
        let second = ArticleText(
            title: "Premier meets harbour workers in Velmar after their long strike",
            body:
                "Handshakes and a promise of new cranes: the premier met harbour workers in Velmar on Monday, and heard complaints."
        )
        #expect(isFoundAndCopy(first, second, hoursApart: 5))
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: .seconds(48 * 3600)))
        let other = ArticleText(title: "Cranes for the port", body: second.body)
        #expect(!CopyJudgement.isCopy(first, other, publishedApart: .zero))
    }

    @Test("A toll that rises within a day is an update, a day later it is another report")
    func risingToll() {
        let body =
            "A ferry with 212 people on board sank off Velmar at 4:30 on Sunday. The coast guard said %n people died. "
            + "Divers searched the wreck, which lies at a depth of 40 metres, for 19 more."
        let first = ArticleText(
            title: "At least 12 die as ferry sinks off Velmar", body: body.replacing("%n", with: "12"))
        let second = ArticleText(
            title: "At least 15 die as ferry sinks off Velmar", body: body.replacing("%n", with: "15"))
        #expect(isFoundAndCopy(first, second, hoursApart: 3))
        #expect(!isFoundAndCopy(first, second, hoursApart: 30))
    }

    @Test("One figure put right makes no other story")
    func corrected() throws {
        let report = try #require(reports["en"])
        var corrected = report
        corrected.body = report.body.replacing("forty ships", with: "34 ships")
        var later = corrected
        later.body = corrected.body.replacing("34", with: "43")
        #expect(isFoundAndCopy(corrected, later))
    }
}

@Suite("Texts that only look alike")
struct DistinctTests {
    private static let quake = """
        An earthquake of magnitude %m struck off the coast of %p at a depth of %d km on Tuesday at %t, the seismological \
        office said. There were no immediate reports of damage.
        """

    private static func quake(_ magnitude: String, _ place: String, _ depth: String, _ time: String) -> ArticleText {
        ArticleText(
            title: "Magnitude \(magnitude) earthquake off \(place)",
            body: quake.replacing("%m", with: magnitude).replacing("%p", with: place).replacing("%d", with: depth)
                .replacing("%t", with: time))
    }

    @Test(
        "Other figures or another place make another bulletin",
        arguments: [
            (quake("4.4", "Osterby", "30", "14:05"), quake("5.1", "Osterby", "10", "17:40")),
            (quake("4.4", "Osterby", "30", "14:05"), quake("4.4", "Lindholm", "30", "14:05")),
            (
                ArticleText(
                    title: "Oil settles at $84.10",
                    body: "Crude settled at $84.10 a barrel, up 43 cents, as traders weighed supply."),
                ArticleText(
                    title: "Oil settles at $85.32",
                    body: "Crude settled at $85.32 a barrel, up 91 cents, as traders weighed supply.")
            ),
            (
                ArticleText(
                    title: "Выпуск новостей от 18.06.2024",
                    body: "Смотрите в этом выпуске: главные события дня в стране и мире."),
                ArticleText(
                    title: "Выпуск новостей от 20.06.2024",
                    body: "Смотрите в этом выпуске: главные события дня в стране и мире.")
            ),
            (
                ArticleText(
                    title: "The war at a glance: day 559",
                    body: "Grain talks fail; a general is seen again; drones hit a depot."),
                ArticleText(
                    title: "The war at a glance: day 571",
                    body: "A leader inspects bombers; a village changes hands again.")
            ),
            (
                ArticleText(
                    title: "주석, 라오스 대통령에 축전",
                    body: "주석이 라오스 대통령에게 건국 기념일을 맞아 축전을 보내 두 나라의 친선관계가 더욱 발전하기를 바란다고 밝혔다고 통신이 보도했다."),
                ArticleText(
                    title: "주석, 쿠바 대통령에 축전",
                    body: "주석이 쿠바 대통령에게 건국 기념일을 맞아 축전을 보내 두 나라의 친선관계가 더욱 발전하기를 바란다고 밝혔다고 통신이 보도했다.")
            ),
            (
                ArticleText(title: "金某向老挝领导人致贺电", body: "通讯社报道，金某向老挝领导人致贺电，祝贺老挝国庆，并希望两国传统友好合作关系进一步发展。"),
                ArticleText(title: "金某向古巴领导人致贺电", body: "通讯社报道，金某向古巴领导人致贺电，祝贺古巴国庆，并希望两国传统友好合作关系进一步发展。")
            ),
        ])
    func series(first: ArticleText, second: ArticleText) {
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: .seconds(3 * 3600)))
        #expect(!CopyJudgement.isCopy(second, first, publishedApart: .seconds(24 * 3600)))
    }

    @Test("One sentence that an outlet puts under everything joins nothing")
    func sharedSentence() {
        let ending =
            " The ministry in the capital declined to comment when it was asked about the matter on Thursday evening."
        let first = ArticleText(
            title: "Ferry line opens", body: "A new ferry line will join the two coasts from June on." + ending)
        let second = ArticleText(
            title: "Drill begins", body: "Three navies began a joint drill in the southern sea." + ending)
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: .zero))
    }

    @Test("A digest of the day is no copy of what it tells")
    func roundup() throws {
        let report = try #require(reports["en"])
        let before = (1...12).map { "Item number \($0) of this long morning letter is about another matter entirely. " }
            .joined()
        let roundup = ArticleText(title: "The morning letter", body: before + report.body)
        #expect(!CopyJudgement.isCopy(report, roundup, publishedApart: .zero))
    }

    @Test("The same rubric on another day is another text")
    func rubric() {
        let first = ArticleText(
            title: "Culture notes of the week", body: "The city museum shows early maps of the northern sea.")
        let second = ArticleText(
            title: "Culture notes of the week", body: "An opera about two brothers opens the festival.")
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: .seconds(24 * 3600)))
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: nil))
    }
}
