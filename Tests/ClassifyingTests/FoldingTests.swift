import Testing

@testable import Classifying

@Suite("Folding")
struct FoldingTests {
    @Test(
        "Spellings that readers take for the same are the same",
        arguments: [
            ("ＤＰＲＫ", "dprk"), ("Pjöngjang", "pjongjang"), ("Moscú", "moscu"), ("ﬁnal", "final"), ("Straße", "strasse"),
            ("всё", "все"), ("Đối tác", "doi tac"), ("Łódź", "lodz"), ("İran", "iran"),
            ("إيران", "ايران"), ("الإتفاقية", "الاتفاقية"), ("معـــاهدة", "معاهدة"), ("مُعَاهَدَة", "معاهدة"),
            ("موسكى", "موسكي"), ("ﻻ", "لا"), ("１９６１年", "1961年"), ("ロシア", "ロシア"), ("ﾛｼｱ", "ロシア"),
        ] as [(String, String)])
    func same(_ written: String, _ folded: String) {
        #expect(Folding.folded(written) == Array(folded.unicodeScalars))
    }

    @Test(
        "Marks that make another letter stay",
        arguments: [("й", "и"), ("ї", "і"), ("ガ", "カ"), ("한", "하"), ("ö", "x")] as [(String, String)])
    func different(_ one: String, _ other: String) {
        #expect(Folding.folded(one) != Folding.folded(other))
    }

    @Test(
        "A page is folded as its code points are one by one",
        arguments: [0x00, 0x01, 0x04, 0x06, 0x1E, 0x30, 0xFE, 0xFF])
    func page(_ number: Int) {
        let page = Folding.page(number)
        #expect(page.count == 256)
        for low in 0..<256 {
            guard let scalar = Unicode.Scalar(UInt32(number * 256 + low)), scalar != "\u{1}" else { continue }
            let alone = Folding.folded(String(Character(scalar)))
            #expect(page[low] == alone, "U+\(String(number * 256 + low, radix: 16))")
        }
    }

    @Test(
        "A letter and a mark after it make one letter",
        arguments: [
            ("и", "\u{306}", "й"), ("і", "\u{308}", "ї"), ("カ", "\u{3099}", "ガ"), ("ハ", "\u{309A}", "パ"),
            ("ᄇ", "\u{116E}", "부"), ("부", "\u{11A8}", "북"),
        ] as [(Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)])
    func composed(_ base: Unicode.Scalar, _ mark: Unicode.Scalar, _ letter: Unicode.Scalar) {
        #expect(Folding.composed(base, mark) == letter)
    }
}
