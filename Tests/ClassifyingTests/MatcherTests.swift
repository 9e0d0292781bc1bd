import NewsModel
import Testing

@testable import Classifying

@Suite("Matcher")
struct MatcherTests {
    /// What the form matches in the text, exactly as the text writes it.
    private func matches(_ form: String, in text: String) throws -> [String] {
        let matcher = Matcher(concepts: [[try #require(Form(form))]])
        let article = ArticleText(title: text)
        return matcher.read(article).map { String(decoding: Array(text.utf8)[$0.bytes], as: UTF8.self) }
    }

    @Test(
        "Forms are found",
        arguments: [
            // Words, case, hyphens and possessives.
            ("North Korea", "Ties with NORTH  KOREA’s leader", "NORTH  KOREA"),
            ("Kim Jong Un", "by Kim Jong-un.", "Kim Jong-un"),
            ("N Korea", "N. Korea fires", "N. Korea"), ("mutual defence", "a “mutual” defence", "mutual” defence"),
            // Stems, at the end and inside.
            ("ратифи~", "Дума ратифицировала договор", "ратифи"),
            ("договор~ о дружбе", "по договору о дружбе", "договору о дружбе"),
            ("стратегическ~ партнерств~", "о стратегическом партнёрстве", "стратегическом партнёрств"),
            // A few words between.
            (
                "treaty … partnership", "treaty on comprehensive strategic partnership",
                "treaty on comprehensive strategic partnership"
            ),
            ("提供…援助", "立即提供军事援助", "提供军事援助"),
            // Korean: particles after, spaces at will, compounds only where asked for.
            ("북한", "북한에서는 오늘", "북한"), ("전략적 동반자 관계", "전략적동반자관계를", "전략적동반자관계"),
            ("~조약~", "새 북러조약을", "조약"), ("조약", "조약이라는", "조약"),
            // Arabic: clitics before, vowel signs and hamza ignored.
            ("معاهدة", "والمعاهدة الجديدة", "معاهدة"), ("روسيا", "لروسيا", "روسيا"),
            ("اتفاقية", "الإتّفاقيّة", "إتّفاقيّة"),
            // No spaces.
            ("朝鲜", "俄朝鲜会谈", "朝鲜"), ("第4条", "第４条", "第４条"), ("NATO", "日本とNATOは", "NATO"), ("条約", "露朝の条約に", "条約"),
            // Decomposed text.
            (
                "북한", "\u{1107}\u{116E}\u{11A8}\u{1112}\u{1161}\u{11AB}과",
                "\u{1107}\u{116E}\u{11A8}\u{1112}\u{1161}\u{11AB}"
            ),
            ("Triều Tiên", "Trie\u{302}\u{300}u Tie\u{302}n", "Trie\u{302}\u{300}u Tie\u{302}n"),
            ("ロシア", "ﾛｼｱの", "ﾛｼｱ"), ("ドイツ", "ﾄﾞｲﾂ", "ﾄﾞｲﾂ"), ("бой", "бо\u{438}\u{306}", "бо\u{438}\u{306}"),
            // Just so, and alone.
            ("=US", "the US said", "US"), ("=U.S.", "the U.S. said", "U.S"), ("_北_", "北, 러 파병", "北"),
            ("_روس_", "من روس هنا", "روس"),
            ("北 러", "北·러 회담", "北·러"),
        ] as [(String, String, String)])
    func found(_ form: String, _ text: String, _ match: String) throws {
        #expect(try matches(form, in: text) == [match])
    }

    @Test(
        "Spellings, fonts and invisible characters make no difference",
        arguments: [
            ("Triều Tiên", "TRIỀU TIÊN", "TRIỀU TIÊN"), ("Triều Tiên", "o Trieu Tien", "Trieu Tien"),
            ("Trieu Tien", "Trie\u{302}\u{300}u Tie\u{302}n", "Trie\u{302}\u{300}u Tie\u{302}n"),
            ("Đối tác", "doi tac", "doi tac"), ("Iran", "İRAN ve Türkiye", "İRAN"), ("Kırım", "KIRIM", "KIRIM"),
            ("Pyongyang", "Ｐｙｏｎｇｙａｎｇ", "Ｐｙｏｎｇｙａｎｇ"), ("Außenminister", "AUSSENMINISTER", "AUSSENMINISTER"),
            ("cœur", "coeur", "coeur"), ("Мацегор~", "МАЦЕГО\u{301}РА", "МАЦЕГО\u{301}Р"),
            ("її", "І\u{308}Ї", "І\u{308}Ї"),
            ("зв'язок", "зв\u{2BC}язок", "зв\u{2BC}язок"),
            // Invisible characters inside words.
            ("North Korea", "North Ko\u{AD}rea", "North Ko\u{AD}rea"), ("treaty", "tre\u{200B}aty", "tre\u{200B}aty"),
            ("معاهدة", "\u{200F}معا\u{200D}هدة", "معا\u{200D}هدة"),
            // Hyphens of all kinds, dashes and spaces.
            ("Russia North Korea", "Russia–North Korea", "Russia–North Korea"),
            ("Russia North Korea", "Russia-North\u{A0}Korea", "Russia-North\u{A0}Korea"),
            ("Russia-North Korea", "Russia\u{2011}North Korea", "Russia\u{2011}North Korea"),
            // Traditional, simplified and Japanese characters, and compatibility ideographs.
            ("条约", "雙方條約生效", "條約"), ("條約", "两国条约", "条约"), ("战略伙伴", "戰略夥伴", "戰略夥伴"), ("総書記", "总书记", "总书记"),
            ("北韓", "北韩", "北韩"), ("金正恩", "\u{F90A}正恩", "\u{F90A}正恩"), ("图们江", "圖們江", "圖們江"), ("条約", "條約", "條約"),
            // Arabic with and without hamza, tatweel, signs and presentation forms; Hebrew points.
            ("أوكرانيا", "اوكرانيا", "اوكرانيا"), ("اوكرانيا", "بأوكرانيا", "أوكرانيا"),
            ("معاهدة", "معـــاهدة", "معـــاهدة"),
            ("لا", "\u{FEFB}", "\u{FEFB}"), ("کره", "كره", "كره"), ("שלום", "שָׁלוֹם", "שָׁלוֹם"),
            // Korean in decomposed letters with a particle, and in any spacing.
            (
                "조약", "\u{110C}\u{1169}\u{110B}\u{1163}\u{11A8}\u{110B}\u{1173}\u{11AF}",
                "\u{110C}\u{1169}\u{110B}\u{1163}\u{11A8}"
            ),
            ("전략적 동반자 관계", "전략적 동반자관계의", "전략적 동반자관계"),
        ] as [(String, String, String)])
    func folded(_ form: String, _ text: String, _ match: String) throws {
        #expect(try matches(form, in: text).map { Array($0.unicodeScalars) } == [Array(match.unicodeScalars)])
    }

    @Test(
        "Look-alikes are not",
        arguments: [
            ("pact", "the impact of compact cars"), ("Iran", "Iranian"), ("treaty", "treatyless"),
            ("=US", "tell us more"),
            ("=NK", "nk cells"), ("조약", "조약돌을"), ("북한", "북한산에"), ("조선", "조선일보"), ("_北_", "北京"),
            ("معاهدة", "المعاهداتية"), ("روسيا", "بيلاروسيا"), ("North Korea", "north\nKorea"), ("бои", "бой"),
            ("カ", "ガ"),
            ("treaty … partnership", "treaty one two three four five partnership"), ("提供…援助", "提供了一二三四五六七八九十一二三四五六援助"),
            ("North Korea", "the north. Korea"), ("sign … treaty", "They sign. A treaty"),
        ] as [(String, String)])
    func notFound(_ form: String, _ text: String) throws {
        #expect(try matches(form, in: text) == [])
    }

    @Test("All forms are found at once, those inside others too")
    func overlapping() throws {
        let forms = ["Korea", "North Korea", "Korea and Russia", "Russia"].compactMap { Form($0) }
        let matcher = Matcher(concepts: forms.map { [$0] })
        let article = ArticleText(title: "North Korea and Russia")
        #expect(Set(matcher.read(article).map(\.concept)) == [0, 1, 2, 3])
    }

    @Test("A phrase does not reach from one field into the next")
    func fields() throws {
        let matcher = Matcher(concepts: [[try #require(Form("North Korea"))]])
        let article = ArticleText(title: "The North", summary: "Korea", body: "North Korea")
        #expect(matcher.read(article).map(\.field) == [.body])
    }

    @Test("A form without a letter is none", arguments: ["", "~", "…", " - ", "=", "ـ", "・", "\u{301}"])
    func empty(_ form: String) {
        #expect(Form(form) == nil)
        #expect(!Form.isForm(form))
    }

    @Test("A letter that is taken for a form unread is one")
    func letters() {
        let taken = (0..<0x1_0000 as Range<UInt32>).compactMap { Unicode.Scalar($0) }.filter(Folding.keepsLetter)
        #expect(taken.count > 30_000)
        #expect(taken.allSatisfy { Form(String($0)) != nil })
    }

    @Test("Texts made to hurt are survived")
    func hostile() throws {
        let matcher = Matcher(concepts: [[try #require(Form("a … b … c")), try #require(Form("aaaa~"))]])
        let texts = [
            String(repeating: "a ", count: 20_000), String(repeating: "a", count: 100_000),
            String(repeating: "\u{FDFA}", count: 5000), String(repeating: "a\u{301}", count: 5000),
            "\u{0}\u{FFFF}\u{10FFFF}\u{FEFF}", String(repeating: "。", count: 5000), "\u{3099}\u{11A8}\u{306}",
        ]
        for text in texts {
            let article = ArticleText(title: text, body: text)
            for place in matcher.read(article) { #expect(place.bytes.upperBound <= text.utf8.count) }
        }
    }
}

@Suite("Bytes that are no text")
struct HostileBytesTests {
    @Test("Any bytes are survived, and no match lies outside them", arguments: 0..<50)
    func bytes(_ seed: UInt64) throws {
        let matcher = Matcher(concepts: [["ab~", "条约", "=Ab", "북 러", "معاهدة"].compactMap { Form($0) }])
        var random = SplitMix(seed: seed)
        // Half of them letters, so that there is something to find.
        let bytes = (0..<3000).map { _ in
            random.next(below: 2) == 0 ? UInt8(random.next(below: 256)) : Array("ab 条约".utf8)[random.next(below: 9)]
        }
        bytes.withUnsafeBufferPointer { bytes in
            for place in matcher.read(ArticleBytes(body: bytes)) {
                #expect(place.bytes.lowerBound < place.bytes.upperBound && place.bytes.upperBound <= bytes.count)
            }
        }
    }
}

extension Matcher {
    /// What is found in an article and where, as its fields count.
    fileprivate func read(_ article: ArticleText) -> [(concept: Int, field: ArticleField, bytes: Range<Int>)] {
        article.withBytes(read)
    }

    fileprivate func read(_ text: ArticleBytes) -> [(concept: Int, field: ArticleField, bytes: Range<Int>)] {
        var stream = SymbolStream()
        stream.fill(with: text, table)
        var (hits, arrivals): ([Hit], [Automaton.Arrival]) = ([], [])
        find(in: stream, of: text, using: &arrivals, into: &hits)
        var places: [(concept: Int, field: ArticleField, bytes: Range<Int>)] = []
        for hit in hits { places.append((hit.concept, stream.field(of: hit.start), stream.byteRange(of: hit))) }
        return places
    }
}
