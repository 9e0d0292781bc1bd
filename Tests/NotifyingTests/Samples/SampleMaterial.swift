import Foundation
import NewsModel
import Notifying

/// A made-up day of a made-up watch: many languages, long headlines, revisions, trouble.
enum SampleMaterial {
    static let to = Date(timeIntervalSince1970: 1_795_262_400)  // 2026-11-21 12:00 UTC
    static let from = to.addingTimeInterval(-86_400)

    static let settings = DigestSettings(
        topicTitle: "Russia–DPRK treaty",
        timeZone: TimeZone(identifier: "Asia/Seoul") ?? .gmt,
        tagNames: [
            "mutual_defence": "Mutual defence", "ratification": "Ratification", "sanctions": "Sanctions",
            "troop_deployment": "Troop deployment", "arms_transfer": "Arms transfers",
            "reaction_south_korea": "Reaction: South Korea", "reaction_japan": "Reaction: Japan",
            "reaction_china": "Reaction: China", "economy_trade": "Economy and trade",
            "transport_bridge": "Transport and bridges", "military_technology": "Military technology",
        ]
    )

    static var empty: DigestMaterial {
        var material = DigestMaterial(from: from, to: to)
        material.coverage.feeds = 148
        material.coverage.fetched = 2_310
        material.coverage.unchanged = 2_104
        material.coverage.newArticles = 412
        material.coverage.relevance = [.offTopic: 409, .related: 3]
        return material
    }

    static var rich: DigestMaterial {
        var material = DigestMaterial(from: from, to: to)
        material.lastDigest = to.addingTimeInterval(-8 * 3600)
        material.stories = [korean, russian, chinese, japanese, arabic, english, bridge]
        material.nearMisses = nearMisses
        material.troubledFeeds = troubledFeeds
        material.troubledEndpoints = [
            TroubledEndpoint(
                name: "desk", pending: 3, dead: 1, lastError: "answered 503: the endpoint is overloaded or down")
        ]
        material.recoveredEndpoints = [
            EndpointSnapshot(name: "archive", reason: nil, failures: 5, since: to.addingTimeInterval(-20_000))
        ]
        material.silence.held = [
            .init(endpoint: "desk", reason: .quietHours, count: 4, until: to.addingTimeInterval(7200))
        ]
        material.silence.gathered = [.init(endpoint: "desk", reason: .hourlyCap, alerts: 9, messages: 1)]
        material.silence.muted = [
            .init(
                mute: Mute(id: 1, subject: .story(StoryID(rawValue: 18)), since: from), title: "Парад в Пхеньяне",
                alerts: 2, stands: true)
        ]
        material.coverage.feeds = 148
        material.coverage.fetched = 2_310
        material.coverage.unchanged = 2_104
        material.coverage.failed = 17
        material.coverage.newArticles = 431
        material.coverage.relevance = [.onTopic: 14, .related: 9, .offTopic: 408]
        return material
    }

    // MARK: Stories

    static let korean = story(
        17,
        [
            article(
                41, 17, "서울 데일리", "북러, 포괄적 전략적 동반자 관계 조약 비준서 교환…“무력 침공 시 지체 없이 군사 원조” 4조 효력 발생", "ko", hoursAgo: 3,
                summary: "양측은 이날 모스크바에서 비준서를 교환하고 조약이 즉시 발효된다고 밝혔다. 통일 당국은 “한반도 정세를 면밀히 주시하고 있다”고 말했다.",
                evidence: [
                    evidence("treaty", "Comprehensive Strategic Partnership Treaty", "포괄적 전략적 동반자 관계 조약", .title),
                    evidence("ratification", "ratification", "비준서 교환", .title),
                    evidence("mutual_aid", "military assistance without delay", "지체 없이 군사 원조", .title),
                ]),
            article(
                42, 17, "Han River Post", "North Korea, Russia exchange instruments of ratification", "en",
                hoursAgo: 2.5,
                evidence: [evidence("ratification", "ratification", "instruments of ratification", .title)]),
            article(43, 17, "南山新聞", "露朝、包括的戦略パートナーシップ条約の批准書を交換", "ja", hoursAgo: 2),
        ],
        tags: ["ratification", "mutual_defence", "reaction_south_korea"], score: 0.97,
        outlets: ["서울 데일리", "Han River Post", "南山新聞", "Peninsula Wire", "Вестник Приморья"])

    static let russian = story(
        18,
        [
            article(
                44, 18, "Вестник Приморья",
                "Совет Федерации ратифицировал Договор о всеобъемлющем стратегическом партнёрстве между Россией и КНДР: что предусматривает четвёртая статья документа",
                "ru", hoursAgo: 9,
                summary: "Документ предусматривает взаимную помощь в случае вооружённого нападения на одну из сторон.",
                evidence: [
                    evidence(
                        "treaty", "Comprehensive Strategic Partnership Treaty",
                        "Договор о всеобъемлющем стратегическом партнёрстве", .title),
                    evidence("ratification", "ratification", "ратифицировал", .title),
                ])
        ],
        tags: ["ratification", "mutual_defence"], score: 0.94, outlets: ["Вестник Приморья"],
        revisions: [
            DigestRevision(
                article: ArticleID(rawValue: 44), feed: "Вестник Приморья", at: to.addingTimeInterval(-3600),
                revision: RevisionSnapshot(
                    number: 2, kinds: [.headline, .numbers],
                    diff: [
                        DiffSegment(.same, "Совет Федерации "), DiffSegment(.removed, "рассмотрел "),
                        DiffSegment(.added, "ратифицировал "), DiffSegment(.same, "Договор … за проголосовали "),
                        DiffSegment(.removed, "151 сенатор "), DiffSegment(.added, "160 сенаторов"),
                    ]))
        ])

    static let chinese = story(
        19,
        [
            article(
                45, 19, "东海时报", "外交部就俄朝全面战略伙伴关系条约答记者问：中方注意到有关报道", "zh-Hans", hoursAgo: 14,
                summary: "发言人表示，俄朝作为友好近邻，有交往合作、发展关系的正常需要。",
                evidence: [evidence("treaty", "Comprehensive Strategic Partnership Treaty", "全面战略伙伴关系条约", .title)])
        ],
        tags: ["reaction_china"], score: 0.81, outlets: ["东海时报"])

    static let japanese = story(
        20,
        [
            article(
                46, 20, "南山新聞", "官房長官、露朝条約の「相互軍事援助」条項に「深刻な懸念」　防衛当局間の情報共有を強化へ", "ja", hoursAgo: 20,
                summary: "政府は日米韓の連携を続けるとしている。",
                evidence: [evidence("treaty", "Russia–DPRK treaty", "露朝条約", .title)])
        ],
        tags: ["reaction_japan", "mutual_defence"], score: 0.78, outlets: ["南山新聞"], isNew: false,
        revisions: [
            DigestRevision(
                article: ArticleID(rawValue: 46), feed: "南山新聞", at: to.addingTimeInterval(-7200),
                revision: RevisionSnapshot(
                    number: 3, kinds: [.headline],
                    diff: [
                        DiffSegment(.same, "官房長官、露朝条約に"), DiffSegment(.removed, "「懸念」"),
                        DiffSegment(.added, "「深刻な懸念」"), DiffSegment(.same, "　防衛当局間の情報共有を強化へ"),
                    ]))
        ])

    static let arabic = story(
        21,
        [
            article(
                47, 21, "صحيفة الميناء",
                "روسيا وكوريا الشمالية تتبادلان وثائق التصديق على معاهدة الشراكة الاستراتيجية الشاملة (المادة 4)", "ar",
                hoursAgo: 5,
                summary: "قال الجانبان إن المعاهدة دخلت حيز التنفيذ فور تبادل الوثائق في موسكو.",
                evidence: [
                    evidence(
                        "treaty", "Comprehensive Strategic Partnership Treaty", "معاهدة الشراكة الاستراتيجية الشاملة",
                        .title)
                ])
        ],
        tags: ["ratification"], score: 0.88, outlets: ["صحيفة الميناء", "Harbour Gazette"])

    static let english = story(
        22,
        [
            article(
                48, 22, "Harbour Gazette",
                "Analysis: What “without delay” means in Article 4, and why officials in three capitals read the same sentence in three different ways <b>today</b>",
                "en", hoursAgo: 30,
                summary:
                    "The clause obliges each side to provide military and other assistance “with all means in its possession”. Lawyers disagree on when that begins & who decides.",
                evidence: [
                    evidence("article_4", "Article 4", "Article 4", .title),
                    evidence("mutual_aid", "military assistance without delay", "without delay", .title),
                ]),
            article(
                52, 22, "Diario del Muelle", "Qué significa «sin demora» en el artículo 4 del tratado", "es",
                hoursAgo: 4),
        ],
        tags: ["mutual_defence"], score: 0.72, outlets: ["Harbour Gazette", "Diario del Muelle"], isNew: false)

    static let bridge = story(
        23,
        [
            article(
                49, 23, "Peninsula Wire", "Work on Tumen road bridge enters final stage, governor says", "en",
                hoursAgo: 11,
                evidence: [evidence("bridge", "Tumen road bridge", "Tumen road bridge", .title)])
        ],
        tags: ["transport_bridge", "economy_trade"], score: 0.41, outlets: ["Peninsula Wire"], relevance: .related)

    static let nearMisses = [
        article(
            50, 30, "Han River Post", "Lawmakers debate 1961 friendship pact with Beijing", "en", hoursAgo: 6,
            score: 0.48,
            evidence: [evidence("treaty_1961", "1961 treaty", "1961 friendship pact", .title)]),
        article(
            51, 31, "Вестник Приморья", "Делегация посетила выставку оборонной техники", "ru", hoursAgo: 8, score: 0.44),
    ]

    static var troubledFeeds: [FeedState] {
        var failing = FeedState(
            id: FeedID(rawValue: 1), feed: Feed(name: "Border Times", url: "https://border.example/rss"), due: to)
        failing.health.consecutiveFailures = 9
        failing.health.failingSince = from
        failing.health.lastFailure = FeedFailure(
            kind: .tls, reason: "the server's certificate ended on 19 Nov 2026; tell the publisher", at: to)
        var silent = FeedState(
            id: FeedID(rawValue: 2), feed: Feed(name: "Ministry notices", url: "https://ministry.example/feed"), due: to
        )
        silent.health.silentSince = to.addingTimeInterval(-9 * 86_400)
        return [failing, silent]
    }

    // MARK: Making

    static func evidence(_ concept: String, _ gloss: String, _ text: String, _ field: ArticleField) -> Evidence {
        Evidence(concept: concept, gloss: gloss, text: text, field: field, offset: 0)
    }

    static func article(
        _ id: Int64,
        _ story: Int64,
        _ feed: String,
        _ title: String,
        _ language: String,
        hoursAgo: Double,
        summary: String = "",
        score: Double = 0.9,
        tags: [String] = [],
        evidence: [Evidence] = []
    ) -> Article {
        let seen = to.addingTimeInterval(-hoursAgo * 3600)
        return Article(
            id: ArticleID(rawValue: id), story: StoryID(rawValue: story), feed: feed, feeds: [feed],
            url: "https://news.example/\(id)?a=1&b=2",
            text: ArticleText(title: title, summary: summary, language: language),
            published: seen.addingTimeInterval(-600), firstSeen: seen, revision: 1,
            verdict: Verdict(
                relevance: score < 0.5 ? .related : .onTopic, score: score, threshold: 0.5, tags: tags,
                evidence: evidence,
                topic: "sample/1"))
    }

    static func story(
        _ id: Int64,
        _ articles: [Article],
        tags: [String],
        score: Double,
        outlets: [String],
        isNew: Bool = true,
        relevance: Relevance = .onTopic,
        revisions: [DigestRevision] = []
    ) -> DigestStory {
        let tagged = articles.map { article in
            var article = article
            article.verdict.tags = tags
            return article
        }
        let story = Story(
            id: StoryID(rawValue: id), title: articles[0].text.title, firstSeen: articles[0].firstSeen,
            lastChanged: articles.map(\.firstSeen).max() ?? to, relevance: relevance, score: score, tags: tags,
            articles: articles.map(\.id), outlets: outlets)
        return DigestStory(story: story, articles: tagged, revisions: revisions, isNew: isNew)
    }
}
