import NewsModel
import Testing

@testable import Classifying

@Suite("Sentences")
struct SentenceTests {
    private func sentences(_ text: String) -> Int {
        var stream = SymbolStream()
        ArticleText(title: text).withBytes { stream.fill(with: $0, Matcher(concepts: []).table) }
        return stream.sentences.count - 2
    }

    @Test(
        "Sentences are told apart",
        arguments: [
            ("One here. Two there.", 2), ("The U.S. and N. Korea met. Then left.", 2), ("Mr. Kim came.", 1),
            ("Up 3.5 percent!", 1),
            ("Why? Because.", 2), ("He said: “Never.” She left.", 2), ("俄朝签约。双方表示。", 2), ("条約。署名した！", 2),
            ("Строка\nвторая", 2), ("ماذا؟ نعم.", 2), ("", 1),
            // A short name is no abbreviation; a title, a rank, a unit, a reference and an initial are.
            ("He met Kim Jong Un. Then he left.", 2), ("He met Xi. Then he left.", 2),
            ("Talks with Kim. They failed.", 2),
            ("Gen. Brown met Lt. Col. Lee and Sen. Risch. All left.", 2), ("See No. 4 and Art. 51. It helps.", 2),
            ("Убили 3 тыс. Бойцов из КНДР и ген. Кима не видели.", 1), ("Живёт на ул. Ленина, г. Москва. Там тихо.", 2),
            ("Art. 4 gilt. Am 19. Juni kam er. Dr. Kim auch.", 3), ("TP. Hồ Chí Minh mưa. Hà Nội nắng.", 2),
            ("A. S. Pushkin came. J.K. Kim did not.", 2),
            // What goes on in small letters goes on.
            ("“Really?” asked Kim. “Yes.” He left.", 3), ("«Поможете?» — спросил Путин. Да.", 2),
            ("He said … and left. Then silence.", 2),
            ("Visit example.com today. It is 3.5 km off.", 2), ("文末．次の文", 2),
        ] as [(String, Int)])
    func count(_ text: String, _ count: Int) {
        // A stop at the very end begins a sentence that stays empty.
        let endsWithStop = text.last.map { ".!?。！؟".contains($0) } ?? false
        #expect(sentences(text) - (endsWithStop ? 1 : 0) == count)
    }
}
