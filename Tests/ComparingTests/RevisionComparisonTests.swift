import Comparing
import NewsModel
import Testing

@Suite("Kinds of a revision")
struct RevisionComparisonTests {
    private static let lead = "Lawmakers approved the treaty on Thursday after a debate of six hours."
    private static let rest = """
        The chamber voted 397 to 52, with 1 abstention, the speaker said. Deputies of the opposition had asked for a delay so \
        that the text of the annex could be read by the committee first. The government said the annex would be published \
        within ten days of the signature of the president.
        """
    private static let old = ArticleText(title: "Parliament ratifies treaty", summary: lead, body: rest)

    @Test(
        "What changed is named",
        arguments: [
            (ArticleText(title: "Parliament ratifies treaty", summary: lead, body: rest), []),
            (ArticleText(title: "Parliament ratifies pact", summary: lead, body: rest), [.headline]),
            (ArticleText(title: "Parliament ratifies treaty", summary: "Lawmakers approved it.", body: rest), [.lead]),
            (
                ArticleText(title: "Parliament ratifies treaty", summary: lead, body: rest + " No date was given."),
                [.body]
            ),
            (
                ArticleText(
                    title: "Parliament ratifies treaty", summary: lead,
                    body: rest.replacing("397", with: "398")), [.body, .numbers]
            ),
            (ArticleText(title: "Parliament ratifies treaty", summary: lead, body: ""), [.body, .numbers, .shrunk]),
            (
                ArticleText(title: "Parliament ratifies treaty", summary: "", body: ""),
                [.lead, .body, .numbers, .withdrawn]
            ),
            (ArticleText(title: "", summary: "", body: ""), [.headline, .lead, .body, .numbers, .withdrawn]),
            (
                ArticleText(
                    title: "Parliament ratifies treaty", summary: "",
                    body: "This article has been removed by the publisher."),
                [.lead, .body, .numbers, .withdrawn]
            ),
        ] as [(ArticleText, [RevisionKind])])
    func kinds(new: ArticleText, expected: [RevisionKind]) {
        #expect(RevisionComparison.kinds(from: Self.old, to: new) == expected)
    }

    @Test("Without a summary the first paragraph is the lead")
    func firstParagraph() {
        let old = ArticleText(title: "T", body: "One two three.\nFour five six.")
        #expect(
            RevisionComparison.kinds(from: old, to: ArticleText(title: "T", body: "One two four.\nFour five six.")) == [
                .lead
            ])
        #expect(
            RevisionComparison.kinds(from: old, to: ArticleText(title: "T", body: "One two three.\nFour five.")) == [
                .body
            ])
    }

    @Test(
        "Removal notices in every language",
        arguments: [
            "Материал удалён по требованию редакции.", "언론사의 요청으로 삭제된 기사입니다.", "该文章已被删除。", "この記事は削除されました。",
            "Este artículo ha sido eliminado.", "Cet article a été supprimé.", "Dieser Beitrag wurde entfernt.",
            "Bài viết đã bị gỡ bỏ.", "تم حذف هذا الخبر.",
        ])
    func removal(notice: String) {
        let new = ArticleText(title: "Parliament ratifies treaty", body: notice)
        #expect(RevisionComparison.kinds(from: Self.old, to: new).contains(.withdrawn))
    }

    @Test("A report about a removal is none")
    func reportOfRemoval() {
        let new = ArticleText(
            title: Self.old.title, summary: Self.lead,
            body: Self.rest + " An earlier statement has been removed from the site.")
        #expect(RevisionComparison.kinds(from: Self.old, to: new) == [.body])
    }
}
