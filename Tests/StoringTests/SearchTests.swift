import Foundation
import NewsModel
import Storing
import Testing

struct SearchTests {
    private static let texts: [(guid: String, text: ArticleText, feed: Int, tags: [String])] = [
        (
            "en",
            ArticleText(title: "Treaty with Pyongyang ratified", body: "The U.S. was not amused.", language: "en"), 0,
            ["ratification"]
        ),
        ("fr", ArticleText(title: "Étude d'un traité", body: "Une étude sérieuse à l'ONU.", language: "fr"), 0, []),
        ("ko", ArticleText(title: "북한군 파병", body: "러시아가 북한과의 조약을 비준했다.", language: "ko"), 1, ["troop_deployment"]),
        ("zh", ArticleText(title: "俄朝条约", body: "俄罗斯与朝鲜签署全面战略伙伴关系条约。", language: "zh-Hans"), 1, ["signing"]),
        ("ja", ArticleText(title: "露朝条約が発効", body: "プーチン大統領は平壌を訪問した。", language: "ja"), 1, ["signing"]),
        (
            "ru", ArticleText(title: "Договор о партнёрстве", body: "Госдума ратифицировала договор.", language: "ru"),
            0, []
        ),
        ("th", ArticleText(title: "สนธิสัญญา", body: "รัสเซียและเกาหลีเหนือ", language: "th"), 0, []),
    ]

    private func find(_ query: String) async throws -> [String] {
        try await withStore { store, feeds, _ in
            for sample in Self.texts {
                let incoming = article(sample.guid, sample.text, verdict(tags: sample.tags))
                try await store.commit(pass(feeds[sample.feed], [incoming]), routes: [])
            }
            return try await store.search(SearchQuery(query, now: minutes(60)), limit: 50)
                .compactMap { $0.url?.split(separator: "/").last.map(String.init) }.sorted()
        }
    }

    @Test(
        "Words are found in every script, without regard to case and accents",
        arguments: [
            ("treaty", ["en"]), ("TREATY", ["en"]), ("etude", ["fr"]), ("ÉTUDE", ["fr"]), ("traite", ["fr"]),
            ("партнерстве", ["ru"]), ("ГОСДУМА", ["ru"]), ("rat*", ["en"]), ("rat", []),
            // inside unspaced text, of one, two and more characters
            ("조약", ["ko"]), ("북한", ["ko"]), ("북", ["ko"]), ("한군", ["ko"]), ("조약을", ["ko"]), ("파병", ["ko"]),
            ("条约", ["zh"]), ("伙伴关系", ["zh"]), ("俄", ["zh"]), ("战略伙伴", ["zh"]), ("关系条约", ["zh"]),
            ("条約", ["ja"]), ("平壌", ["ja"]), ("プーチン", ["ja"]), ("訪", ["ja"]), ("朝", ["ja", "zh"]),
            ("สัญญา", ["th"]),
            // decomposed, full-width, and not there
            ("e\u{301}tude", ["fr"]), ("ＴＲＥＡＴＹ", ["en"]), ("条系", []), ("북약", []),
        ]
    )
    func words(query: String, expected: [String]) async throws {
        #expect(try await find(query) == expected)
    }

    @Test(
        "Operators, phrases and conditions",
        arguments: [
            ("treaty pyongyang", ["en"]), ("treaty étude", []), ("treaty OR étude", ["en", "fr"]),
            ("\"with pyongyang\"", ["en"]), ("\"pyongyang with\"", []), ("“with Pyongyang”", ["en"]),
            ("treaty AND NOT amused", []), ("朝 NOT 条約", ["zh"]), ("朝 -条約", ["zh"]),
            ("(treaty OR 条约) tag:signing", ["zh"]), ("tag:signing", ["ja", "zh"]), ("lang:zh", ["zh"]),
            ("feed:beta 朝", ["ja", "zh"]), ("feed:alpha 朝", []), ("since:2h treaty", ["en"]),
            ("since:30m treaty", []), ("since:2030-01-01 treaty", []), ("u.s.", ["en"]), ("l'onu", ["fr"]),
            ("relevance:on_topic treaty", ["en"]), ("relevance:off_topic treaty", []),
            ("treaty OR 条约 lang:zh", ["zh"]), ("\"NOT\"", ["en"]),
        ]
    )
    func operators(query: String, expected: [String]) async throws {
        #expect(try await find(query) == expected)
    }

    @Test(
        "A query that cannot be understood says why",
        arguments: [
            ("\"open", .openQuote), ("(a", .openParenthesis), ("a)", .strayParenthesis),
            ("a OR", .missingOperand("OR")),
            ("OR a", .missingOperand("OR")), ("AND a", .missingOperand("AND")), ("a AND", .missingOperand("AND")),
            ("NOT a", .onlyNegation), ("", .nothingToFind), ("...", .nothingToFind), ("since:soon a", .badTime("soon")),
            ("relevance:some a", .badRelevance("some")), ("a NOT", .missingOperand("NOT")), ("()", .nothingToFind),
            (Array(repeating: "a", count: 201).joined(separator: " "), .tooLong),
            (String(repeating: "(", count: 60) + "a" + String(repeating: ")", count: 60), .tooLong),
        ] as [(String, SearchQueryError)]
    )
    func misunderstood(query: String, expected: SearchQueryError) {
        #expect(throws: expected) { try SearchQuery(query, now: noon) }
    }

    @Test(
        "Whatever is typed is no syntax of the index",
        arguments: [
            "a\"b", "words:a", "*", "^treaty", "NEAR(a b)", "{words}:a", "a + b", "'; DROP TABLE article", "%",
            "\u{0}a",
        ]
    )
    func injection(query: String) async throws {
        _ = try? await find(query)
        // Valid or not as a query, it reaches the index as words: no error of the store.
        do {
            _ = try await find(query)
        } catch is SearchQueryError {
        }
    }
}
