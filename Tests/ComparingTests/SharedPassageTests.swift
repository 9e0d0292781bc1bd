import Comparing
import NewsModel
import Testing

/// Reports of their own that share a passage, and copies around which an outlet wrote something of its own.
@Suite("Passages that several reports hold")
struct SharedPassageTests {
    private static let background = """
        The two countries have argued over the bridge since 2009, when a flood swept away the old one. A joint commission \
        met eleven times without result, and an arbitration court in Geneva declared itself not competent. Traders say the \
        detour of 140 kilometres costs them a million a month. Some 2,000 families have relatives on the other bank and see \
        them only when the river freezes.
        """

    private static let statement = """
        통일부 당국자는 "상대방의 이번 조치는 이미 합의한 사항을 정면으로 어긴 것이며 주민의 안전을 위협하는 행위"라며 "즉각 중단하고 대화의 장으로 나올 것을 다시 \
        한번 강력히 촉구한다"고 밝혔다.
        """

    private static let bees = """
        A beekeeper near Lund has found a way to keep hornets out of her hives with nothing but a strip of corrugated \
        cardboard. The strip, soaked in thyme oil, is pinned above the entrance and replaced every ten days. Of 40 hives \
        that she fitted last summer only one was attacked; of 40 without it, 17 were.
        """

    private static let reports = [
        ArticleText(
            title: "Ministers fail to agree on bridge again",
            body: """
                Talks about a new bridge ended without a deal on Tuesday, the ministers of both countries told reporters. They \
                will meet again in May. \(background)
                """),
        ArticleText(
            title: "Bank offers loan for border bridge",
            body: """
                A development bank is ready to lend 90 million for a bridge across the border river, its vice president said on \
                Monday. The loan would run for thirty years and depends on a treaty. \(background)
                """),
        ArticleText(
            title: "Pontoon crossing opens for Easter week",
            body: """
                Soldiers have laid a pontoon across the border river so that families can visit each other over Easter. It \
                carries people on foot from eight to six and will be taken up again on the 28th. \(background)
                """),
    ]

    @Test("Background under each report of a matter makes them no copies", arguments: [(0, 1), (0, 2), (1, 2)])
    func background(first: Int, second: Int) {
        let (first, second) = (Self.reports[first], Self.reports[second])
        for hours in [2, 140] {
            #expect(!CopyJudgement.isCopy(first, second, publishedApart: .seconds(hours * 3600)))
        }
    }

    @Test("A long statement that two reports quote makes them no copies")
    func quotation() {
        let first = ArticleText(
            title: "정부, 하천 무단 방류에 유감 표명",
            body: "정부는 7일 접경 지역 하천의 댐 방류와 관련해 유감을 나타냈다. \(Self.statement) 하류 지역 야영객 열두 명이 한때 고립됐으나 모두 구조됐다.")
        let second = ArticleText(
            title: "접경 하천 수위 급상승…군, 경보 발령",
            body: """
                7일 새벽 접경 하천 수위가 두 시간 만에 2m 넘게 올라 군과 지자체가 주민 대피령을 내렸다. 교량 두 곳의 통행이 막혔고 비닐하우스 서른 동이 물에 \
                잠겼다. \(Self.statement) 수위는 오후 들어 내려가기 시작했다. 농민들은 보상 기준을 물었다.
                """)
        #expect(!CopyJudgement.isCopy(first, second, publishedApart: .seconds(7200)))
    }

    @Test(
        "A sentence of its own, a by-line and an appeal that an outlet puts around a text do not part it from its copies",
        arguments: [
            ("By our rural affairs editor\n\nWhat if the answer to a plague was lying in the waste paper bin? ", ""),
            (
                "",
                "\n\nPhoto credit: archive. Listen to this article: 3 minutes. Our journalism is paid for by its readers."
            ),
            ("LUND (Coastal News) - ", "\n\nHave you got a story for us? Write to our desk at any hour."),
        ])
    func framed(before: String, after: String) {
        let original = ArticleText(title: "Cardboard strip keeps hornets away from hives", body: Self.bees)
        let copy = ArticleText(title: "How thyme oil could save the harvest", body: before + Self.bees + after)
        #expect(CopyJudgement.isCopy(original, copy, publishedApart: .seconds(7200)))
    }
}
