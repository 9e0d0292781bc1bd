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
        ] as [(String, Int)])
    func count(_ text: String, _ count: Int) {
        // A stop at the very end begins a sentence that stays empty.
        let endsWithStop = text.last.map { ".!?。！؟".contains($0) } ?? false
        #expect(sentences(text) - (endsWithStop ? 1 : 0) == count)
    }
}
