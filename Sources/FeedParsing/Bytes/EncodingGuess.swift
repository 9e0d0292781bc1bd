/// A guess at the encoding of bytes that say nothing of it, by how well each candidate reads.
///
/// Each candidate is converted by iconv over a sample; wrong bytes and unlikely characters cost, likely ones (the
/// letters of the language that the encoding is used for, in runs) count.
enum EncodingGuess {
    private enum Script { case cyrillic, hangul, han, kana, latin, thai, hebrew, greek, arabic }

    private static let candidates: [(name: String, scripts: Set<Script>)] = [
        ("WINDOWS-1251", [.cyrillic]), ("KOI8-R", [.cyrillic]), ("CP949", [.hangul]), ("GB18030", [.han]),
        ("BIG5-HKSCS", [.han]), ("CP932", [.kana, .han]), ("EUC-JP", [.kana, .han]), ("WINDOWS-1252", [.latin]),
        ("CP874", [.thai]), ("WINDOWS-1255", [.hebrew]), ("WINDOWS-1253", [.greek]), ("WINDOWS-1256", [.arabic]),
    ]

    /// The name of the best candidate, as iconv writes it.
    static func best(for bytes: UnsafeBufferPointer<UInt8>) -> String {
        let sample = sample(of: bytes)
        return sample.withUnsafeBufferPointer { sample in
            var best = (name: "WINDOWS-1252", score: -Double.infinity)
            for candidate in candidates {
                guard let text = CharacterConversion.utf8(sample, from: candidate.name) else { continue }
                var score = score(of: text, for: candidate.scripts)
                if candidate.name == "CP949" { score -= rareSyllables(sample) }
                if score > best.score { best = (candidate.name, score) }
            }
            return best.name
        }
    }

    /// The share of Korean syllables beyond those of everyday writing, as a cost.
    ///
    /// CP949 has eight thousand of them where EUC-KR has none, and Shift_JIS read as CP949 is full of them.
    private static func rareSyllables(_ sample: UnsafeBufferPointer<UInt8>) -> Double {
        guard let everyday = CharacterConversion.utf8(sample, from: "EUC-KR") else { return 0 }
        let high = sample.count { $0 >= 0x80 }
        return high == 0 ? 0 : 8 * Double(everyday.invalid) / Double(high)
    }

    /// The parts that hold bytes beyond ASCII, each with a little of its surroundings, 16 KiB at most.
    private static func sample(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var sample: [UInt8] = []
        var index = 0
        while index < bytes.count, sample.count < 16_384 {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            // From the last mark-up to the next: a multibyte character may hold ASCII bytes but never `<`.
            var end = index
            var start = index
            while start > 0, bytes[start - 1] != UInt8(ascii: "<"), bytes[start - 1] != UInt8(ascii: ">"),
                index - start < 64
            {
                start -= 1
            }
            while end < bytes.count, bytes[end] != UInt8(ascii: "<"), end - index < 4096 { end += 1 }
            sample.append(contentsOf: bytes[start..<end])
            sample.append(UInt8(ascii: "\n"))
            index = end
        }
        return sample
    }

    /// The mean worth of a character beyond ASCII.
    private static func score(of text: CharacterConversion.Result, for scripts: Set<Script>) -> Double {
        var sum = 0.0
        var characters = 0
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: text.utf8, as: UTF8.self).unicodeScalars {
            defer { previous = scalar }
            guard scalar.value >= 0x80 else { continue }
            characters += 1
            sum += worth(of: scalar, after: previous, for: scripts)
            // A letter of one script inside a word of another.
            if previous.isASCII, previous.properties.isAlphabetic, !scripts.contains(.latin) { sum -= 2 }
        }
        guard characters > 0 else { return -1 }
        return (sum - 20 * Double(text.invalid)) / Double(characters)
    }

    private static func worth(of scalar: Unicode.Scalar, after previous: Unicode.Scalar, for scripts: Set<Script>)
        -> Double
    {
        switch scalar.value {
        case 0xFFFD, 0x80...0x9F, 0xE000...0xF8FF: return -10
        case 0x430...0x44F where scripts.contains(.cyrillic):
            // A letter on its own may be Latin's; in the wrong one of the two encodings capitals and small letters
            // change places.
            if previous.isASCII { return 0.6 }
            return frequentCyrillic.contains(scalar) ? 2 : 1
        case 0x410...0x42F where scripts.contains(.cyrillic):
            return (0x430...0x44F).contains(previous.value) ? -1 : 0.5
        case 0x401, 0x451, 0xAB, 0xBB, 0x2013...0x2026, 0x2116: return 0.5
        case 0xAC00...0xD7A3 where scripts.contains(.hangul): return frequentHangul.contains(scalar) ? 2.6 : 1.2
        case 0x3040...0x30FF where scripts.contains(.kana): return 2.4
        case 0xFF61...0xFF9F: return -2
        case 0x3000...0x3020, 0xFF01...0xFF5E: return 1
        case 0x4E00...0x9FFF where scripts.contains(.han):
            return frequentHan.contains(scalar) ? 3 : 1
        case 0x4E00...0x9FFF: return 0
        case 0x3400...0x4DBF, 0x20000...: return -4
        case 0xE00...0xE7F where scripts.contains(.thai):
            return previous.isASCII ? 0.1 : frequentThai.contains(scalar) ? 1.9 : -0.5
        case 0x5D0...0x5EA where scripts.contains(.hebrew):
            // A letter in its final form ends its word.
            if finalHebrew.contains(previous) { return -2 }
            return previous.isASCII ? 0.6 : frequentHebrew.contains(scalar) ? 2.2 : 1.2
        case 0x384...0x3CE where scripts.contains(.greek):
            return previous.isASCII ? 0.6 : frequentGreek.contains(scalar) ? 1.9 : 0
        case 0x621...0x64A where scripts.contains(.arabic):
            return previous.isASCII ? 0.6 : frequentArabic.contains(scalar) ? 1.9 : 1
        case 0xC0...0xFF where scripts.contains(.latin):
            // A lone accented letter among plain ones is Latin; a run of them is another script read wrongly.
            return previous.value < 0x80 ? 1.6 : -1
        case 0xA0...0xBF where scripts.contains(.latin): return 0.2
        default: return -1
        }
    }

    /// The syllables that make up more than half of Korean news.
    private static let frequentHangul = Set(
        "이다의는가에을한고지하사로은도대를기해인자서정시나어과리전국제보그수부일들있장원으당았만선주러조공라상했미여적관와성신스구동화아소게면된위경안트방연비무생회중오개마외북치않물진재"
            .unicodeScalars)

    private static let frequentThai = Set("านรอกเงมยลวดทสตะปบคหแจพชขใไโผถซศณญภธฐ".unicodeScalars)
        .union((0xE31...0xE39).compactMap(Unicode.Scalar.init)).union((0xE47...0xE4C).compactMap(Unicode.Scalar.init))
    private static let frequentHebrew = Set("יוהלארתבשמנ".unicodeScalars)
    private static let finalHebrew = Set("ךםןףץ".unicodeScalars)
    private static let frequentGreek = Set("αοιετσνηυρπκμλςωάίόέήύδγ".unicodeScalars)
    private static let frequentArabic = Set("اليمونرتبةعدسف".unicodeScalars)

    private static let frequentCyrillic = Set("оеаинтсрвлкмдпуя".unicodeScalars)

    /// The characters that open the frequency lists of Chinese, simplified and traditional, and Japanese.
    private static let frequentHan = Set(
        "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着下自之年过過发發后後作里裡用道行所然家种種事成方多经經么么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却卻界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運"
            .unicodeScalars)
}
