import Comparing
import NewsModel
import Testing

@Suite("Sketches")
struct SketchTests {
    @Test("A text of any length leaves a few bands, each once", arguments: [1, 20, 5000])
    func few(repetitions: Int) throws {
        let body = (0..<repetitions).map { "Sentence number \($0) says something that no other one says. " }.joined()
        let sketch = try #require(Sketch(ArticleText(title: "A title of five words", body: body)))
        #expect(sketch.bands.count <= Sketch.maximumBands)
        #expect(Set(sketch.bands).count == sketch.bands.count)
    }

    @Test("A text too short to judge has none", arguments: ["", "News", "속보", "…"])
    func short(title: String) {
        #expect(Sketch(ArticleText(title: title)) == nil)
    }

    @Test("Bands are stored, so they never change without a migration")
    func stable() {
        let text = ArticleText(
            title: "Harbour workers end strike", body: "Workers in Velmar voted on Sunday to end it.")
        #expect(
            Sketch(text)?.bands == [
                3_542_750_061_110_728_651, 2_257_167_887_349_279_550, 14_767_234_353_054_616_200,
                7_438_419_002_232_100_281,
                4_408_598_879_377_840_704,
            ])
    }
}

@Suite("Choice of candidates")
struct CandidateChoiceTests {
    @Test("Who shares more bands comes first")
    func order() {
        #expect(CandidateChoice.best([[1, 2], [2, 3], [2]]) == [2, 1, 3])
    }

    @Test("A crowded band alone finds nobody")
    func crowded() {
        let crowd = (1...CandidateChoice.rowsPerBand).map(Int64.init)
        #expect(CandidateChoice.best([crowd]) == [])
        #expect(CandidateChoice.best([crowd, [7]]) == [7])
        #expect(CandidateChoice.best([crowd, crowd, crowd]).count == CandidateChoice.maximumCompared)
    }
}
